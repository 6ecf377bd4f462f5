"""From a sentence to the words that the full-text index knows: jieba words, the field's terms, bigrams."""

from __future__ import annotations

import logging
import re
import unicodedata
import warnings
from functools import lru_cache

from knowledge.tables import DATA, table

with warnings.catch_warnings():
    # jieba 0.42.1, the last release, still imports pkg_resources, which warns.
    warnings.simplefilter("ignore")
    import jieba

_CHINESE = re.compile(r"[一-鿿]+")
_WORD = re.compile(r"[一-鿿]+|[a-z0-9]+")
jieba.setLogLevel(logging.WARNING)


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    # Our own tokenizer: the terms of this field must not leak into another user of jieba in the process.
    tokenizer = jieba.Tokenizer()
    for term in (DATA / "terms.txt").read_text("utf-8").split():
        tokenizer.add_word(term)
    return tokenizer


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    return frozenset(table("words")["stop"].split())


def normal(text: str) -> str:
    """Full-width letters and digits made half-width, case folded; Chinese untouched."""
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as the index stores them: long words also in their parts (search mode)."""
    return tuple(w for w in _tokenizer().cut_for_search(normal(text)) if _WORD.fullmatch(w))


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of Chinese characters: what jieba cuts wrongly is found all the same."""
    return [run[i : i + 2] for run in _CHINESE.findall(normal(text)) for i in range(len(run) - 1)]


def content_words(question: str) -> list[str]:
    """The question's words without stop words, in order, each once."""
    seen = dict.fromkeys(w for w in words(question) if w not in stop_words())
    return list(seen)


def added_words(question: str) -> list[str]:
    """Words of the statutes for the everyday words that a question uses."""
    plain = normal(question)
    extra: dict[str, None] = {}
    for rule in table("words")["say"]:
        if any(spoken in plain for spoken in rule["words"]):
            extra.update(dict.fromkeys(rule["add"]))
    return [w for w in extra if w not in question]
