"""Passages: the pieces under which an article can be found. A long article is several, its list's head on
each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from knowledge.names import short, weights
from knowledge.records import Article, Document

# 260 characters are about 170 tokens: one idea, and a third of what the embedder can see (512 tokens).
MAX_CHARS = 260
# Marks in the title column: congress law and own documents; questions that an article answers.
CORE = "corelaw"
ASKED = "askedfor"
_HEADING_NUMBER = re.compile(r"第[一二三四五六七八九十百]+(?:编|分编|章|节)[ 　]*")


def plain_path(path: str) -> str:
    """第三章 代表在闭会期间的活动 / 第一节 … without the numbers."""
    return _HEADING_NUMBER.sub("", path).replace(" / ", " ").strip()


def pieces(text: str) -> list[str]:
    """A text in pieces of whole paragraphs; the sentence that opens a list goes on each piece of the list."""
    if len(text) <= MAX_CHARS:
        return [text]
    found: list[str] = []
    head, current = "", ""
    for paragraph in _paragraphs(text):
        if paragraph.endswith(("：", ":")):
            head = paragraph[-80:]
        elif not paragraph.lstrip().startswith(("（", "(")):
            head = ""
        if current and len(current) + len(paragraph) > MAX_CHARS:
            found.append(current)
            current = f"{head}\n" if head and not paragraph.endswith("：") else ""
        current += paragraph + "\n"
    if current.strip():
        found.append(current)
    return [piece.strip() for piece in found]


def _paragraphs(text: str) -> Iterator[str]:
    """Lines, a very long one (a speech's) in groups of sentences."""
    for line in text.split("\n"):
        if len(line) <= 2 * MAX_CHARS:
            yield line
            continue
        group = ""
        for sentence in re.findall(r"[^。！？]+[。！？]?", line):
            if group and len(group) + len(sentence) > MAX_CHARS:
                yield group
                group = ""
            group += sentence
        if group:
            yield group


def of_article(document: Document, article: Article) -> Iterator[dict[str, Any]]:
    """The passages of an article's own text, as rows for the store."""
    path = plain_path(article.path)
    core = document.id.startswith("doc:") or bool(weights().get(document.title))
    name = short(document.title)
    for piece in pieces(article.text):
        context = f"{name} {path}".strip()
        yield _row(
            article.id, "text", "", f"{context}\n{piece}", f"{name} {CORE}" if core else name, path, piece
        )


def of_ask(article_id: str, title: str, ask: str, origin: str) -> dict[str, Any]:
    """A question that an article answers, as a further way to it."""
    return _row(article_id, "ask", origin, ask, f"{title} {ASKED}", "", ask)


def _row(article: str, kind: str, origin: str, text: str, title: str, path: str, body: str) -> dict[str, Any]:
    digest = hashlib.sha256(f"{article}|{kind}|{text}".encode()).hexdigest()[:24]
    return {
        "article": article,
        "kind": kind,
        "origin": origin,
        "text": text,
        "hash": digest,
        "core": int(CORE in title or ASKED in title),
        "title": title,
        "path": path,
        "body": body,
    }
