"""The answer to a question on dates or thresholds: frozen, with its words, table and calendar file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.deadlines import export, render
from knowledge.deadlines.loader import load_ambiguities, rule
from knowledge.deadlines.model import Ambiguity, Row

Kind = Literal["calendar", "threshold", "question"]


@dataclass(frozen=True)
class Computed:
    """`points` come first in the chat; of kind `question`, a number is missing and nothing was computed."""

    kind: Kind
    points: tuple[str, ...]
    today: date
    rows: tuple[Row, ...] = ()
    anchor_day: date | None = None
    province: str | None = None

    @property
    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """The ambiguities that touch a row, and ⑫ where a local rule is shown."""
        table = load_ambiguities()
        marks = {mark for row in self.rows for mark in row.ambiguities}
        if render.local_lines(self.rows, self.province):
            marks.add("⑫")
        return tuple(entry for mark, entry in table.items() if mark in marks)

    @property
    def citations(self) -> tuple[tuple[str, str], ...]:
        """(law, article) as the statutes' data spells them: the rows' own first, then what they lean on."""
        sources = [row.rule for row in self.rows]
        pairs = [(source.law, source.article) for source in sources]
        pairs += [(place.law, place.article) for source in sources for place in source.also]
        if any(deadline.months for source in sources for deadline in source.deadlines):
            pairs.append((rule("L02").law, rule("L02").article))
        return tuple(dict.fromkeys(pairs))

    def chat_text(self) -> str:
        """Point first, then rule, article, sum, both readings and the safe one."""
        return render.chat_text(self, self.ambiguities)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Header and lines for a sheet or a page; every cell is text."""
        return export.table(self.rows, self.province)

    def ics(self) -> bytes:
        """A calendar file (RFC 5545): one all-day event a dated row, on its safe day."""
        return export.ics(self.rows, self.today)
