"""An answer that is one of several, however it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from bot.dialog import words
from bot.dialog.flow import NotAnAnswer, Reader
from bot.dialog.turn import Turn
from bot.messages import Choice
from bot.texts import dialog as texts

_TAPPED = re.compile(r"^(\d{1,2})[.、\s]\s*(.+)$")
TAP_BYTES = 54  # nine options of thirty characters, each a link, stay on one page of 2,000 bytes


@dataclass(frozen=True)
class Option:
    key: str
    label: str
    also: tuple[str, ...] = ()  # further squeezed words that mean it


@dataclass(frozen=True)
class ChoiceReader(Reader):
    """One of several; by number, label, tap, or a word that means it."""

    options: Callable[[Turn], Sequence[Option]]

    def read(self, turn: Turn, so_far: Any) -> str:
        options = self.options(turn)
        number = words.chosen_number(turn.text)
        if number is not None and 1 <= number <= len(options):
            return str(options[number - 1].key)
        if tapped := _TAPPED.match(words.plain(turn.text)):
            number, beginning = int(tapped[1]), words.squeezed(tapped[2])
            if 1 <= number <= len(options) and words.squeezed(options[number - 1].label).startswith(
                beginning
            ):
                return str(options[number - 1].key)
        said = re.sub(r"^\d{1,2}[.、]?", "", words.squeezed(turn.text)) or words.squeezed(turn.text)
        for option in options:
            names = {words.squeezed(option.label), option.key.lower(), *option.also}
            if said in names or (len(said) >= 2 and said in words.squeezed(option.label)):
                return option.key
        raise NotAnAnswer(texts.need_choice(len(options)))

    def claims(self, turn: Turn) -> bool:
        said = words.squeezed(turn.text)
        return any(said in {words.squeezed(o.label), *o.also} for o in self.options(turn))

    def show(self, turn: Turn, value: Any) -> str:
        return next((option.label for option in self.options(turn) if option.key == value), str(value))

    def choices(self, turn: Turn) -> tuple[Choice, ...]:
        options = self.options(turn)
        return tuple(
            Choice(f"{i} {o.label}", f"{i} {_beginning(o.label)}") for i, o in enumerate(options, start=1)
        )


@lru_cache(maxsize=256)
def _beginning(label: str) -> str:
    """What a tap sends: enough to be understood without the number, and few enough bytes."""
    size = 0
    for at, character in enumerate(label):
        size += len(quote(character))
        if size > TAP_BYTES:
            return label[:at]
    return label
