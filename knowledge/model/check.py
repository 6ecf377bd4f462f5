"""Whether a model's text may be shown: every citation, quotation and number in it is looked up.

It cannot tell whether the text means what the article means. It can tell that nothing is cited, quoted or
counted that the cited articles do not contain, and the article follows word for word in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from knowledge.catalogue import Catalogue
from knowledge.model import citing
from knowledge.model.citing import Cited
from knowledge.model.contents import Part, has_part, unfounded
from knowledge.model.shape import misshapen
from knowledge.records import Citation

VERBATIM_CHARS = 10  # a shorter sentence may be in an article by chance


class Verdict(Enum):
    VALID = "valid"  # exists, in force on the date, and the words quoted from it are there
    NOT_FOUND = "not found"  # no such article, or not in force on the date
    CANNOT_VERIFY = "cannot be verified"  # which law is meant is unknown, or it is not here


@dataclass(frozen=True)
class Checked:
    """``reason`` is "" when the text may be shown; otherwise a few English words for log and statistics."""

    reason: str
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    cited: tuple[Citation, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.reason


class Checker:
    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self._catalogue, self._on = catalogue, on

    def verdict(self, law: str, number: str) -> Verdict:
        """Of one citation, by any name of the law."""
        title = self._catalogue.names.resolve(law) if law else None
        document = self._catalogue.version_on(title, self._on) if title else None
        if document is None:
            return Verdict.CANNOT_VERIFY
        in_force = self._catalogue.status(document, self._on) == "in force"
        return Verdict.VALID if in_force and self._catalogue.find(document, number) else Verdict.NOT_FOUND

    def check(self, text: str, given: Sequence[Citation]) -> Checked:
        """``given`` are the articles that the model was shown; it may cite no other."""
        wrong = misshapen(text, "".join(c.text for c in given))
        if wrong:
            return Checked(f"shape: {wrong}")
        text = citing.plain_digits(text)
        plain = citing.without_quotes(text)
        if citing.STRAY_QUOTES.search(plain):
            return Checked("shape: open quotation")
        parts = self._parts(text, plain, given)
        cited = [one for part in parts for one in part.cited]
        known = {(c.law, c.article): c for c in given}
        verdicts = tuple((f"{one.law}{one.number}", self._judged(one, known)) for one in cited)
        keys = dict.fromkeys((one.law, one.number) for one in cited)
        used = tuple(known[key] for key in keys if key in known)
        reason = self._reason(text, parts, verdicts, known, given)
        return Checked(reason, verdicts, used)

    def _judged(self, one: Cited, known: dict[tuple[str, str], Citation]) -> Verdict:
        verdict = self.verdict(one.law, one.number)
        source = known.get((one.law, one.number))
        if verdict is Verdict.VALID and source is not None and not has_part(source.text, one):
            return Verdict.NOT_FOUND
        return verdict

    def _reason(
        self,
        text: str,
        parts: list[Part],
        verdicts: tuple[tuple[str, Verdict], ...],
        known: dict[tuple[str, str], Citation],
        given: Sequence[Citation],
    ) -> str:
        for _, verdict in verdicts:
            if verdict is not Verdict.VALID:
                return f"citation: {verdict.value}"
        if not verdicts:
            return "citation: none"
        loose = [part for part in parts if not part.verbatim]
        if any((one.law, one.number) not in known for part in parts for one in part.cited):
            return "citation: not retrieved"
        if any(citing.odd_numbers(part.span.text) for part in loose):
            return "citation: cannot be verified"
        if not self._only_given_laws(loose, given):
            return "law: not retrieved"
        return unfounded(text, parts, known)

    def _parts(self, text: str, plain: str, given: Sequence[Citation]) -> list[Part]:
        parts: list[Part] = []
        law = ""
        for span in citing.sentences(plain):
            own = text[span.start : span.end].strip()
            verbatim = len(own) >= VERBATIM_CHARS and any(own in c.text for c in given)
            found = () if verbatim else tuple(citing.citations(span, self._catalogue.names, law))
            named = [] if verbatim else self._catalogue.names.mentioned(span.text)
            law = named[-1] if named else law
            parts.append(Part(span, found, verbatim))
        return parts

    def _only_given_laws(self, parts: list[Part], given: Sequence[Citation]) -> bool:
        titles = {c.law for c in given}
        words = "".join(c.text + c.law for c in given)
        names = self._catalogue.names
        for part in parts:
            if not set(names.mentioned(part.span.text)) <= titles or names.unknown(part.span.text):
                return False
            if any(match.group() not in words for match in citing.strangers(part.span.text, names)):
                return False
        return True
