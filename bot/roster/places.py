"""Finding a station or a grid by what a clerk wrote: its code or its name."""

from __future__ import annotations

from bot.errors import Refused
from bot.roster.clean import squeezed
from bot.roster.rows import Complaint
from bot.texts import roster as texts


class Places:
    """Codes and names of one kind of place, those of the file and those already known."""

    def __init__(self, what: str, doubtful: frozenset[str] = frozenset()) -> None:
        self.what = what  # 联络站, 网格
        self.doubtful = doubtful  # named by a bad row of the same file
        self.names: dict[str, str] = {}  # id -> name
        self._by_code: dict[str, str] = {}
        self._by_name: dict[str, set[str]] = {}

    def put(self, place_id: str, code: str, name: str) -> None:
        old = self.names.get(place_id)
        if old is not None:
            self._by_name[squeezed(old)].discard(place_id)
        self.names[place_id] = name
        self._by_code[code] = place_id
        self._by_name.setdefault(squeezed(name), set()).add(place_id)

    def with_code(self, code: str) -> str | None:
        return self._by_code.get(code)

    def find(self, text: str) -> str:
        """The place's id. “A07 东街站” is taken as well. Raises :class:`Refused` with the reason."""
        plain = squeezed(text)
        first = text.split(maxsplit=1)[0] if text.split() else ""
        for code in (plain.upper(), squeezed(first).upper()):
            if code in self._by_code:
                return self._by_code[code]
        found = self._by_name.get(plain, set())
        if len(found) > 1:
            raise Refused(texts.ambiguous_place(self.what, text))
        if not found:
            raise Refused(texts.unknown_place(self.what, text))
        return next(iter(found))


def resolve(places: Places, text: str | None, where: str, complaints: list[Complaint]) -> str | None:
    """The place's id; ``None``: not given; "": cleared, or a complaint was made (here or about the place)."""
    if not text:
        return text
    try:
        return places.find(text)
    except Refused as refused:
        if squeezed(text) in places.doubtful:
            return ""
        complaints.append(Complaint(where, refused.text))
        return ""
