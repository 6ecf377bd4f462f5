"""What a document says about itself: title, kind, who issued it, where it applies, its dates, what it
replaces.

The text decides; a date in the file's name is used only when the text has none, and a difference is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from knowledge.documents.regions import region_of
from knowledge.documents.split import articles_start, is_law

_DATE = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_DATED_LINE = re.compile(_DATE)
_IN_FORCE = re.compile(rf"自\s*{_DATE}\s*起?施行")
_HEADER_IN_FORCE = re.compile(rf"^{_DATE}\s*(?:起)?施行")
_FILE_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_REPEALS = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》同时废止")
_ISSUER = re.compile(
    rf"{_DATE}\s*((?:\S{{2,12}}?第\S{{1,6}}届人民代表大会(?:常务委员会)?)|国务院|中共中央(?:政治局|、国务院)?)"
)
_KINDS = (
    ("实施细则", "地方性法规"),
    ("条例", "条例"),
    ("办法", "办法"),
    ("规定", "规定"),
    ("规则", "规则"),
    ("法", "法律"),
    ("决定", "决定"),
    ("讲话", "讲话"),
    ("发言", "讲话"),
    ("通知", "通知"),
    ("方案", "方案"),
    ("总结", "总结"),
)
_TITLE_NOISE = re.compile(r"[（(]全文完整[）)]|^\d{4}年(?=\S*书记)")


@dataclass(frozen=True)
class Description:
    title: str
    kind: str
    issuer: str
    region: str
    version: str
    effective: str
    repeals: tuple[str, ...] = ()
    note: str = ""


def describe(name: str, lines: list[str], raw: str = "") -> Description:
    stem = PurePath(name).stem
    title = _title(lines, stem)
    law = is_law(lines)
    header = lines[1 : articles_start(lines)] if law else lines[1:6]
    header = [line for line in header if len(line) < 200]
    issuer = next((m.group(4) for line in reversed(header) if (m := _ISSUER.search(line))), "")
    adopted = max(
        (d for line in header if not _HEADER_IN_FORCE.match(line) for d in _dates(line)), default=""
    )
    effective = _effective(header, lines)
    filed = next(("-".join(m.groups()) for m in [_FILE_DATE.search(stem)] if m), "")
    printed = next((d for line in raw.split("\n")[:12] if len(line) < 20 for d in _dates(line)), "")
    version = adopted or (effective if law else printed) or filed
    note = ""
    if filed and adopted and filed != adopted:
        note = f"文件名写的是{filed},正文题注是{adopted},以正文为准。"
    region = "" if title.startswith(("中华人民共和国", "全国人民代表大会")) else region_of(title, issuer)
    return Description(
        title=title,
        kind=_kind(title, region, law),
        issuer=issuer,
        region=region,
        version=version,
        effective=max(effective, version) if law else version,
        repeals=tuple(r for line in lines[-12:] for r in map(_flat, _REPEALS.findall(line)) if r != title),
        note=note,
    )


def _title(lines: list[str], stem: str) -> str:
    first = re.sub(r"\s+", "", lines[0].lstrip("#")) if lines else ""
    if not 4 <= len(first) <= 80:
        # A page that ran the title into the text: up to the salutation, without a repetition of itself.
        first = re.split(r"同志们|各位", first)[0][:60] if "同志们" in first[:120] else stem
        half = re.match(r"^(.{8,30}(?:讲话稿?|发言|报告))(?=.)", first)
        first = half.group(1) if half else first
    return _flat(_TITLE_NOISE.sub("", first))


def _flat(title: str) -> str:
    """One spelling of brackets inside titles: 《…〈…〉…》 and 《…<…>…》 are the same title."""
    title = re.sub(r"\s+", "", title).strip("《》")
    return title.replace("〈", "《").replace("〉", "》").replace("<", "《").replace(">", "》")


def _kind(title: str, region: str, law: bool) -> str:
    kind = next((label for word, label in _KINDS if title.endswith(word) or word in title[-8:]), "文件")
    return "地方性法规" if law and region and kind in ("条例", "办法", "规定", "规则") else kind


def _dates(line: str) -> list[str]:
    return [f"{y}-{int(m):02d}-{int(d):02d}" for y, m, d in _DATED_LINE.findall(line)]


def _effective(header: list[str], lines: list[str]) -> str:
    for line in header:
        if match := _HEADER_IN_FORCE.match(line):
            y, m, d = match.groups()
            return f"{y}-{int(m):02d}-{int(d):02d}"
    for line in reversed(lines[-8:]):
        if match := _IN_FORCE.search(line):
            y, m, d = match.groups()
            return f"{y}-{int(m):02d}-{int(d):02d}"
    return ""
