"""One row of a roster table: every cell is looked at, and every fault in it is named."""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import Refused
from bot.roster import clean
from bot.roster.columns import LEVEL_WORDS, MIXED, ROLE_WORDS, Sheet
from bot.roster.rows import Complaint, GridRow, PersonRow, RosterFile, StationRow
from bot.roster.tables import TableRow
from bot.texts import roster as texts

CLEARED = {"无", "-", "—", "/", "没有"}
_LEFT = {"离任", "离职", "否", "不在任", "终止"}
_IN_OFFICE = {"", "在任", "在职", "是"}


def row_values(row: TableRow, keys: dict[int, str]) -> dict[str, str]:
    return {key: row.cells[i] for i, key in keys.items() if i < len(row.cells)}


class RowReader:
    """Adds the row to ``into``, or a complaint for each thing that is wrong with it."""

    def __init__(
        self,
        title: str,
        row: TableRow,
        sheet: Sheet,
        keys: dict[int, str],
        into: RosterFile,
    ) -> None:
        self.where = texts.where(title, row.number)
        self.sheet, self.into = sheet, into
        self.values = row_values(row, keys)
        self.titles = {column.key: column.title for column in sheet.columns}
        self.reasons: list[str] = []
        self.faults = {keys[i]: fault for i, fault in row.faults.items() if i in keys}

    def read(self) -> None:
        kind = self._kind()
        made: StationRow | GridRow | PersonRow | None = None
        if kind == "station":
            made = StationRow(self.where, self.code(), self.name(60), self.optional("address", 120))
        elif kind == "grid":
            made = GridRow(self.where, self.code(), self.name(60), self.optional("station", 60))
        elif kind:
            made = self._person(kind)
        for reason in dict.fromkeys(self.reasons):
            self.into.complaints.append(Complaint(self.where, reason))
        if self.reasons and isinstance(made, PersonRow):
            self.into.faulty.append(made)
        if self.reasons or made is None:
            if not isinstance(made, PersonRow):
                self.into.doubtful |= {clean.squeezed(self.values.get(key, "")) for key in ("code", "name")}
            return
        if isinstance(made, StationRow):
            self.into.stations.append(made)
        elif isinstance(made, GridRow):
            self.into.grids.append(made)
        else:
            self.into.persons.append(made)

    def _kind(self) -> str:
        """station, grid, or a person's role; empty with a reason."""
        if self.sheet.key in ("station", "grid"):
            return self.sheet.key
        key = "category" if self.sheet is MIXED else "role"
        text = clean.squeezed(self.required(key))
        if self.sheet is MIXED and text in ("联络站", "站点", "代表联络站"):
            return "station"
        if self.sheet is MIXED and text == "网格":
            return "grid"
        if text and text not in ROLE_WORDS:
            self.reasons.append(
                texts.unknown_category(text) if key == "category" else texts.unknown_role(text)
            )
        return ROLE_WORDS.get(text, "" if key == "category" else "deputy")

    def _person(self, role: str) -> PersonRow:
        return PersonRow(
            self.where,
            self.checked(clean.checked_name, self.required("name")),
            role,
            station=self.optional("station", 60),
            grid=self.optional("grid", 60),
            phone=self._kept(self.checked(clean.checked_phone, self._unless_cleared("phone")), "phone"),
            level=self._kept(self._level(), "level"),
            group=self.optional("group", 40),
            active=self._active(),
        )

    def code(self) -> str:
        return self.checked(clean.checked_code, self.required("code"))

    def name(self, max_chars: int) -> str:
        text = self.required("name")
        return self.checked(lambda t: clean.checked_length(t, self.titles["name"], max_chars), text)

    def required(self, key: str) -> str:
        text = self.values.get(key, "")
        if key in self.faults:
            self.reasons.append(f"“{self.titles[key]}”{self.faults[key]}")
            return ""
        if not clean.one_line(text):
            self.reasons.append(texts.empty_cell(self.titles[key]))
        return text

    def checked(self, check: Callable[[str], str], text: str) -> str:
        if not text.strip():
            return ""
        try:
            return check(text)
        except Refused as refused:
            self.reasons.append(refused.text)
            return ""

    def optional(self, key: str, max_chars: int) -> str | None:
        text = self._unless_cleared(key)
        return self._kept(
            self.checked(lambda t: clean.checked_length(t, self.titles[key], max_chars), text), key
        )

    def _unless_cleared(self, key: str) -> str:
        if key in self.faults:
            self.reasons.append(f"“{self.titles[key]}”{self.faults[key]}")
        text = self.values.get(key, "")
        return "" if clean.squeezed(text) in CLEARED or key in self.faults else text

    def _kept(self, read: str, key: str) -> str | None:
        """``None`` where the cell is empty or the column is not there; "" where “无” clears it."""
        return read if clean.squeezed(self.values.get(key, "")) else None

    def _level(self) -> str:
        plain = clean.squeezed(self._unless_cleared("level"))
        levels: list[str] = []
        for word in filter(None, plain.replace(",", "、").replace("/", "、").replace(";", "、").split("、")):
            level = LEVEL_WORDS.get(word.removesuffix("人大代表").removesuffix("代表"))
            if level is None:
                self.reasons.append(texts.unknown_level(word))
            elif level not in levels:
                levels.append(level)
        return "、".join(levels)

    def _active(self) -> bool:
        text = clean.squeezed(self.values.get("status", ""))
        if text not in _LEFT | _IN_OFFICE:
            self.reasons.append(texts.unknown_status(text))
        return text not in _LEFT
