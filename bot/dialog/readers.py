"""The kinds of answers: text, number, place; and, in files of their own, a date, one of several, photos."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.dialog import words
from bot.dialog.flow import NotAnAnswer, Reader
from bot.dialog.read_choice import ChoiceReader, Option
from bot.dialog.read_date import DateReader, parse_day
from bot.dialog.read_photos import PhotosReader
from bot.dialog.turn import Turn
from bot.messages import Incoming
from bot.texts import dialog as texts

__all__ = [
    "ChoiceReader",
    "DateReader",
    "NumberReader",
    "Option",
    "PhotosReader",
    "PlaceReader",
    "TextReader",
    "parse_day",
]


@dataclass(frozen=True)
class TextReader(Reader):
    max_chars: int = 2000

    def read(self, turn: Turn, so_far: Any) -> str:
        said = turn.text.strip()
        if not words.plain(said):
            raise NotAnAnswer(texts.NEED_TEXT)
        if len(said) > self.max_chars:
            raise NotAnAnswer(texts.too_long(len(said), self.max_chars))
        return said


@dataclass(frozen=True)
class NumberReader(Reader):
    maximum: int = 1_000_000

    def read(self, turn: Turn, so_far: Any) -> int:
        found = re.fullmatch(r"(\d{1,7})(?:人|户|次|件|元|个|名|条)?", words.squeezed(turn.text))
        if not found or int(found.group(1)) > self.maximum:
            raise NotAnAnswer(texts.NEED_NUMBER)
        return int(found.group(1))


@dataclass(frozen=True)
class PlaceReader(Reader):
    """A place in words, or a point picked on WeChat's map: its label and four decimals are kept.

    Four decimals are about ten metres: enough to find a street lamp.
    """

    max_chars: int = 200

    def accepts(self, incoming: Incoming) -> bool:
        return incoming.location is not None or bool(incoming.text)

    def read(self, turn: Turn, so_far: Any) -> dict[str, Any]:
        if point := turn.incoming.location:
            return {
                "words": point.label or texts.POINT_WITHOUT_LABEL,
                "point": [round(point.latitude, 4), round(point.longitude, 4)],
            }
        return {"words": TextReader(self.max_chars).read(turn, so_far)}

    def show(self, turn: Turn, value: Any) -> str:
        return str(value["words"])
