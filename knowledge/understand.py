"""What a question asks: which laws and articles it names, which level of congress, which words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.catalogue import Catalogue
from knowledge.numerals import ARTICLE_NUMBER, NUMBER, article_label
from knowledge.tables import table
from knowledge.words import added_words, bigrams, content_words, normal

_RUN = re.compile("[一-鿿0-9０-９]+")
# A level is asked about when one of its words stands in the question.
LEVELS: dict[str, re.Pattern[str]] = {
    "township": re.compile(r"乡|镇"),
    "village": re.compile(r"村民|村委|村务|村里|村规|村[^镇]|村$"),
    "residents": re.compile(r"居民|居委|社区"),
    "county": re.compile(r"县|市辖区|(?<![地社选小战军校])区(?!域|分|别|划)|不设区的市"),
    "city": re.compile(r"设区的市|自治州|地级市|市人大|市人民代表|州"),
    "province": re.compile(r"省|自治区|直辖市"),
    "nation": re.compile(r"全国|国务院|中央军委|中央军事委员会|国家主席|国家预算"),
}


@dataclass(frozen=True)
class Reference:
    """An article that a question names, «代表法第八条»."""

    title: str
    number: str


@dataclass(frozen=True)
class Query:
    text: str
    laws: tuple[str, ...]
    unknown_laws: tuple[str, ...]
    references: tuple[Reference, ...]
    levels: frozenset[str]
    words: tuple[str, ...]
    added: tuple[str, ...]
    pairs: tuple[str, ...]
    on: str = ""
    notes: tuple[str, ...] = field(default=())


def understand(question: str, catalogue: Catalogue) -> Query:
    text = re.sub(r"\s+", " ", question).strip()
    laws = catalogue.names.mentioned(text)
    return Query(
        text=text,
        laws=tuple(dict.fromkeys(laws)),
        unknown_laws=tuple(catalogue.names.unknown(text)),
        references=tuple(_references(text, catalogue)),
        levels=levels_in(text),
        words=tuple(content_words(text)),
        added=tuple(added_words(text)),
        pairs=tuple(dict.fromkeys(p for p in bigrams(text))),
    )


@lru_cache(maxsize=1)
def _asking() -> re.Pattern[str]:
    return re.compile(table("words")["asking"])


def core_of(question: str) -> list[str]:
    """The question's runs of characters without the asking: «板凳会» of «板凳会是咋开的»."""
    return _RUN.findall(_asking().sub(" ", question))


def levels_in(text: str) -> frozenset[str]:
    plain = normal(text)
    return frozenset(name for name, pattern in LEVELS.items() if pattern.search(plain))


def _references(text: str, catalogue: Catalogue) -> list[Reference]:
    """Each article number with the law named last before it; 《…》第八条、第九条 are two of one law."""
    found = []
    spans = catalogue.names.spans(text)
    for match in re.finditer(rf"{ARTICLE_NUMBER.pattern}|条目\s*({NUMBER})", text):
        before = [title for title, _, end in spans if end <= match.start()]
        label = article_label(match.group(1) or match.group(3), match.group(2))
        if before and label:
            found.append(Reference(before[-1], label))
    return found
