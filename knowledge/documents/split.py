"""A text in its parts: a law into articles (条) with 编/章/节, anything else under its own headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = "[一二三四五六七八九十百千零〇]+"
_ARTICLE = re.compile(rf"^(?:[*#]+\s*)?(第{_NUMBER}条(?:之{_NUMBER})?)(?:\*\*)?[:：]?[\s　]*(.*)$")
_HEADING = re.compile(
    rf"^(?:#+\s*)?(第{_NUMBER}(?:编|分编|章|节)(?:[\s　].{{0,40}}|\S{{0,30}})?|附[\s　]*则)$"
)
_ITEM = re.compile(rf"^(?:#+\s*)?({_NUMBER})、(.*)$")
_MIN_ARTICLES = 3
_DEPTH = {"编": 0, "分编": 1, "章": 2, "节": 3}

# Headings that a page ran into the paragraph before: "。(二)坚持…", "。二、科学定位…".
_INLINE = re.compile(rf"(?<=[。！？!:：；])\s*(?={_NUMBER}、|[（(]{_NUMBER}[）)])")
_SPEECH_HEADING = re.compile(rf"^(?:#+\s*)?({_NUMBER}、|[（(]{_NUMBER}[）)]|\d{{1,2}}[.、．](?!\d))(.*)$")
_MAX_HEADING_CHARS = 60


@dataclass(frozen=True)
class Part:
    """One article or one headed passage; ``text`` is lines of the source."""

    number: str
    path: str
    text: str


def is_law(lines: list[str]) -> bool:
    return sum(bool(_ARTICLE.match(line)) for line in lines) >= _MIN_ARTICLES


def articles_start(lines: list[str]) -> int:
    """Where the articles begin; before it are title, dates and contents."""
    first = next((i for i, line in enumerate(lines) if _ARTICLE.match(line)), len(lines))
    while first and _HEADING.match(lines[first - 1]):
        first -= 1
    return first


def split(lines: list[str]) -> list[Part]:
    if is_law(lines):
        return _law(lines)
    numbered = [m.group(1) for m in map(_ITEM.match, lines) if m]
    if len(numbered) >= _MIN_ARTICLES and any("规定" in line or "决定" in line for line in lines[:2]):
        return _decision(lines)
    return _speech(lines)


def _law(lines: list[str]) -> list[Part]:
    parts: list[Part] = []
    path: dict[int, str] = {}
    number, body = "", [""]
    for line in [*lines[articles_start(lines) :], ""]:
        heading, article = _HEADING.match(line), _ARTICLE.match(line)
        if number and (heading or article or not line):
            parts.append(Part(number, " / ".join(path[d] for d in sorted(path)), "\n".join(body)))
            number = ""
        if heading:
            _enter(path, re.sub(r"[\s　]+", " ", heading.group(1)))
        elif article:
            number, body = article.group(1), [article.group(2)] if article.group(2) else []
        elif line and number:
            body.append(line.lstrip("#").strip())
    return parts


def _enter(path: dict[int, str], heading: str) -> None:
    kind = re.match(rf"第{_NUMBER}(分编|编|章|节)", heading)
    depth = _DEPTH[kind.group(1)] if kind else 2
    for deeper in [d for d in path if d >= depth]:
        del path[deeper]
    path[depth] = heading


def _decision(lines: list[str]) -> list[Part]:
    """A decision in 一、二、三: its parts are 条目一 …, as the statutes' data names them."""
    parts: list[Part] = []
    number, body = "", [""]
    for line in lines:
        item = _ITEM.match(line)
        if item:
            if number:
                parts.append(Part(number, "", "\n".join(body)))
            number, body = f"条目{item.group(1)}", [item.group(2)]
        elif number:
            body.append(line)
    return [*parts, Part(number, "", "\n".join(body))] if number else parts


def _speech(lines: list[str]) -> list[Part]:
    """Passages under 一、/(一)/1. with the headings above them as path; the lead is 开头."""
    parts: list[Part] = []
    top, heading, body = "", "开头", [""]
    body.clear()

    def close() -> None:
        if body:
            parts.append(Part(heading, top if top != heading else "", "\n".join(body)))
            body.clear()

    # A page that lost its line breaks has the title and the text in one line.
    body_lines = lines if lines and len(lines[0]) > 2 * _MAX_HEADING_CHARS else lines[1:]
    pieces = [piece for raw in body_lines for piece in _INLINE.split(raw)]
    plain_headings = not any(map(_SPEECH_HEADING.match, pieces))
    for line in pieces:
        match = _SPEECH_HEADING.match(line)
        if match is None:
            if plain_headings and len(line) <= 30 and not line.endswith(tuple("。;；:：)）!！?？")):
                close()
                top = heading = line
            else:
                body.append(line)
            continue
        close()
        whole = len(line) <= _MAX_HEADING_CHARS and not line.endswith(("。", "；"))
        label = line if whole else f"{match.group(1).rstrip('、')}"
        if match.group(1).endswith("、") and not match.group(1)[0].isdigit():
            top, heading = label, label
        else:
            heading = label if whole else f"{top.split('、')[0]}{label}" if top else label
        if not whole:
            body.append(line)
    close()
    return [part for part in parts if part.text.strip()]
