"""Which number in the sentence is what: 应到, 到会, 得票, 联名 … A number belongs to one role only."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from knowledge.deadlines.numerals import exact
from knowledge.deadlines.roles import ROLES

# "5名以上", "3至5人": the words of a rule or a range, not a number that was counted.
_BOUND = re.compile(r"(?:个人|个|名|位|人|户|票|张)?(?:以上|以下|以内|左右|[至到\-—~]\d)")
_PATTERNS = tuple((role, tuple(re.compile(pattern) for pattern in patterns)) for role, patterns in ROLES)


def _is_bound(match: re.Match[str]) -> bool:
    return _BOUND.match(match.string, match.end("n")) is not None


@dataclass
class Quantities:
    """Role → whole number; `clashes` names the roles that got two numbers, or one that is not whole."""

    numbers: dict[str, int] = field(default_factory=dict)
    clashes: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def first(self, roles: tuple[str, ...]) -> int | None:
        return next((self.numbers[role] for role in roles if role in self.numbers), None)

    def _free(self, match: re.Match[str]) -> bool:
        return all(match.end("n") <= start or end <= match.start("n") for start, end in self.spans)

    def take(self, role: str, matches: list[re.Match[str]]) -> bool:
        """Give the numbers of these matches to the role; False when all were taken before."""
        matches = [match for match in matches if self._free(match) and not _is_bound(match)]
        values: set[Decimal] = {exact(match["n"]) for match in matches}
        self.spans += [match.span("n") for match in matches]
        if len(values) > 1 or any(value != int(value) for value in values):
            self.clashes.add(role)
        elif values:
            self.numbers[role] = int(values.pop())
        return bool(matches)


def find_quantities(text: str) -> Quantities:
    """Read the numbers of a normalised text from which the dates have been taken out."""
    found = Quantities()
    for role, patterns in _PATTERNS:
        any(found.take(role, list(pattern.finditer(text))) for pattern in patterns)
    return found
