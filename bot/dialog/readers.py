"""The kinds of answers: text, a date, one of several, a number, photos."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from bot.dialog import words
from bot.dialog.flow import NotAnAnswer, Reader, Unfinished
from bot.dialog.turn import Turn
from bot.messages import Choice, Incoming, Kind
from bot.texts import dialog as texts


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


_DAYS_AGO = {
    "今天": 0,
    "今日": 0,
    "今早": 0,
    "今晚": 0,
    "刚才": 0,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "前天": 2,
}
_DATE = re.compile(r"^(?:(\d{4}|\d{2})[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?$")
_DAY = re.compile(r"^(?:本月|这个月)?(\d{1,2})[日号]$")


@dataclass(frozen=True)
class DateReader(Reader):
    """A day that is not in the future and at most ``max_age_days`` back."""

    max_age_days: int = 400

    def read(self, turn: Turn, so_far: Any) -> str:
        day = parse_day(words.squeezed(turn.text), turn.now.date())
        if day is None:
            raise NotAnAnswer(texts.NEED_DATE)
        if day > turn.now.date():
            raise NotAnAnswer(texts.date_in_future(day))
        if (turn.now.date() - day).days > self.max_age_days:
            raise NotAnAnswer(texts.date_too_old(day))
        return day.isoformat()

    def show(self, turn: Turn, value: Any) -> str:
        return texts.day(date.fromisoformat(value))

    def choices(self, turn: Turn) -> tuple[Choice, ...]:
        return (Choice("今天", "今天"), Choice("昨天", "昨天"))


def parse_day(said: str, today: date) -> date | None:
    """The day that is meant; without a year the latest such day that is not in the future."""
    for word, ago in _DAYS_AGO.items():
        if said in (word, word + "上午", word + "下午", word + "晚上"):
            return today - timedelta(days=ago)
    try:
        if found := _DATE.match(said):
            year, month, day = found.groups()
            if year:
                return date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
            this_year = date(today.year, int(month), int(day))
            return this_year if this_year <= today else date(today.year - 1, int(month), int(day))
        if found := _DAY.match(said):
            return today.replace(day=int(found.group(1)))
    except ValueError:
        return None
    return None


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


def _beginning(label: str) -> str:
    """What a tap sends: enough to be understood without the number, and few enough bytes."""
    size = 0
    for at, character in enumerate(label):
        size += len(quote(character))
        if size > TAP_BYTES:
            return label[:at]
    return label


@dataclass(frozen=True)
class NumberReader(Reader):
    maximum: int = 1_000_000

    def read(self, turn: Turn, so_far: Any) -> int:
        found = re.fullmatch(r"(\d{1,7})(?:人|户|次|件|元|个|名|条)?", words.squeezed(turn.text))
        if not found or int(found.group(1)) > self.maximum:
            raise NotAnAnswer(texts.NEED_NUMBER)
        return int(found.group(1))


@dataclass(frozen=True)
class PhotosReader(Reader):
    """Photos, one message each; kept as attachment ids. "好了" ends the list."""

    max_photos: int = 9

    def accepts(self, incoming: Incoming) -> bool:
        return incoming.kind is Kind.IMAGE or bool(incoming.text)

    def read(self, turn: Turn, so_far: Any) -> Any:
        ids = list(so_far["ids"]) if so_far else []
        if turn.incoming.kind is Kind.IMAGE:
            if len(ids) >= self.max_photos:
                raise NotAnAnswer(texts.photos_full(self.max_photos))
            ids.append(turn.ledger.keep_photo(turn.incoming, turn.now))
            value = {"ids": ids, "done": len(ids) >= self.max_photos}
            return value if value["done"] else Unfinished(value, texts.photo_kept(len(ids)))
        if ids and words.squeezed(turn.text) in words.DONE | words.CONFIRM | words.SKIP:
            return {"ids": ids, "done": True}
        raise NotAnAnswer(texts.NEED_MORE_PHOTOS if ids else texts.NEED_PHOTO)

    def complete(self, value: Any) -> bool:
        return bool(value["done"])

    def show(self, turn: Turn, value: Any) -> str:
        return texts.photos(len(value["ids"]))


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
