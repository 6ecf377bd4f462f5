"""Reading a model's text: its sentences, what it quotes, which articles it names under which law.

Positions are those of the whole text; what is quoted is blanked before citations are read, because the words
of an article may themselves name other articles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.names import Names
from knowledge.numerals import NUMBER, article_label, to_int

BLANK = "□"
_QUOTE = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』|\"([^\"]*)\"")
STRAY_QUOTES = re.compile(r"[“”‘’「」『』\"]")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_ARTICLE = re.compile(
    rf"第\s*({NUMBER})\s*条(?:\s*之\s*({NUMBER}))?(?:\s*第?\s*({NUMBER})\s*款)?(?:\s*第?\s*[（(]?({NUMBER})[)）]?\s*项)?"
)
_AFTER_LAW = re.compile(rf"[》〉]?\s*(?:[（(][^（）()]*[)）])?\s*({NUMBER})\s*条(?:\s*之\s*({NUMBER}))?")
# numbers written so that the pattern above does not know them: 第伍拾壹条, 第XX条
_ODD_ARTICLE = re.compile(
    r"第[^，。、；：,;:\n]{0,3}[壹贰叁肆伍陆柒捌玖拾佰仟某xXIVⅠ-Ⅻ?？*_□]+\s*条|[Aa]rticle|[Aa]rt\.|§"
)
_LIKE_A_LAW = re.compile(
    r"[一-鿿]{2}(?:条例|办法|细则|规则|章程|法典|准则)|[一-鿿]{2}法(?=\s*第|[》〉]|的?规定|[(（]|中|\s*[0-9])"
)
_THIS_LAW = ("本法", "该法", "此法", "同法", "上述")


@dataclass(frozen=True)
class Cited:
    """One article named in a text; ``law`` is "" when nothing says which law is meant."""

    law: str
    number: str
    paragraph: int | None
    item: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    text: str
    start: int
    end: int


def plain_digits(text: str) -> str:
    """Every look-alike digit or character (Ⅴ, ⼀, ５) as the usual one; the length stays."""
    return "".join(_usual(char) for char in text)


def _usual(char: str) -> str:
    usual = unicodedata.normalize("NFKC", char)
    return usual if len(usual) == 1 and (usual.isdigit() or "一" <= usual <= "鿿") else char


def quotes(text: str) -> list[Span]:
    return [
        Span(next(g for g in m.groups() if g is not None), m.start(), m.end()) for m in _QUOTE.finditer(text)
    ]


def without_quotes(text: str) -> str:
    """The text with every quotation, marks included, blanked."""
    return _QUOTE.sub(lambda match: BLANK * len(match.group()), text)


def sentences(text: str) -> list[Span]:
    return [
        Span(m.group().strip(), m.start(), m.end()) for m in _SENTENCE.finditer(text) if m.group().strip()
    ]


def citations(sentence: Span, names: Names, law_before: str) -> list[Cited]:
    """The articles a sentence names; a number without a law belongs to the law named last."""
    laws = names.spans(sentence.text)
    strange = [(m.start(), m.end()) for m in strangers(sentence.text, names)]
    found: list[Cited] = []
    for match in _ARTICLE.finditer(sentence.text):
        near = [(end, title) for title, _, end in laws if end <= match.start()]
        near += [(end, "") for _, end in strange if end <= match.start()]
        law = max(near)[1] if near else law_before
        found.append(_cited(law, match, sentence.start))
    for title, _, end in laws:  # 代表法51条, without 第
        match_after = _AFTER_LAW.match(sentence.text, end)
        if match_after:
            found.append(_cited(title, match_after, sentence.start))
    return found


def _cited(law: str, match: re.Match[str], offset: int) -> Cited:
    groups = (*match.groups(), None, None)
    paragraph, item = (to_int(group) if group else None for group in groups[2:4])
    label = article_label(groups[0] or "", groups[1]) or match.group()
    return Cited(law, label, paragraph, item, offset + match.start(), offset + match.end())


def strangers(sentence: str, names: Names) -> Iterator[re.Match[str]]:
    """What looks like the name of a law and is none that is known here."""
    known = [(start, end) for _, start, end in names.spans(sentence)]
    for match in _LIKE_A_LAW.finditer(sentence):
        inside = any(start < match.end() and match.start() < end for start, end in known)
        if not inside and not match.group().endswith(_THIS_LAW):
            yield match


def odd_numbers(text: str) -> bool:
    """An article number in a spelling that cannot be read."""
    return _ODD_ARTICLE.search(text) is not None
