"""From a verbatim answer to one whose point a model has put in plain words; or the verbatim answer itself."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from threading import Lock

from knowledge.catalogue import Catalogue
from knowledge.model import prompt
from knowledge.model.breaker import Breaker, utc_now
from knowledge.model.check import Checker
from knowledge.model.client import Client, Endpoint, Unavailable
from knowledge.model.mark import marked
from knowledge.model.mask import mask
from knowledge.model.shape import gives_orders, tidy
from knowledge.numerals import ARTICLE_NUMBER
from knowledge.records import STATUS_LABELS, Answer, Citation

log = logging.getLogger(__name__)
MAX_GIVEN = 4  # articles; all of them can be asked for by number
MAX_GIVEN_CHARS = 6000


class Rephraser:
    """Thread-safe. ``names`` gives the people of the office, to be masked; ``tally`` counts outcomes."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        clock: Callable[[], datetime] = utc_now,
        names: Callable[[], Iterable[str]] = tuple,
        filing: str = "",
    ) -> None:
        self.client = Client(endpoint)
        self.tally: Counter[str] = Counter()
        self._breaker = Breaker(clock)
        self._names = names
        self._filing = filing
        self._lock = Lock()

    def rephrase(self, answer: Answer, catalogue: Catalogue, on: date) -> Answer:
        """Never raises; takes at most the endpoint's time limit. Not to be called inside a transaction."""
        given = _given(answer)
        if answer.refused or not given:
            return answer
        if gives_orders(answer.question) or any(gives_orders(c.text) for c in given):
            return self._verbatim(answer, "orders in the material")
        try:
            return self._rephrased(answer, given, catalogue, on)
        except Unavailable as failure:
            return self._verbatim(answer, failure.reason)
        except Exception:
            # The verbatim answer is ready and right; no fault in this package may keep it back.
            log.exception("rephrasing failed")
            return self._verbatim(answer, "fault")

    def _rephrased(
        self, answer: Answer, given: tuple[Citation, ...], catalogue: Catalogue, on: date
    ) -> Answer:
        hidden = mask(answer.question, self._names())
        if not self._breaker.may_ask():
            raise Unavailable("paused")
        try:
            draft = self.client.ask(prompt.SYSTEM, prompt.user(hidden.text, given))
        except Unavailable as failure:
            if failure.reason != "busy":
                self._breaker.failed()
            raise
        self._breaker.worked()
        text = tidy(draft.text)
        checked = Checker(catalogue, on).check(text, given)
        shown = hidden.unmask(text)
        if draft.truncated:
            return self._verbatim(answer, "shape: cut off")
        if not checked.passed:
            return self._verbatim(answer, checked.reason)
        if shown is None:
            return self._verbatim(answer, "shape: placeholder")
        if given[0] not in checked.cited:
            return self._verbatim(answer, "citation: not the best article")
        self._count("used")
        return _with_point(answer, shown, self._filing)

    def warm(self) -> None:
        """Load the library before the first question; a failure shows at the first call."""
        try:
            self.client.warm()
        except Exception:
            log.exception("the language model's library could not be loaded")

    def _verbatim(self, answer: Answer, reason: str) -> Answer:
        self._count(reason)
        log.info("the verbatim answer goes out instead of the model's: %s", reason)
        return answer

    def _count(self, outcome: str) -> None:
        with self._lock:
            self.tally[outcome] += 1


def _given(answer: Answer) -> tuple[Citation, ...]:
    """The articles that may be shown to the model: numbered, in force, the best one first among them."""
    given: list[Citation] = []
    for citation in answer.citations[:MAX_GIVEN]:
        usable = ARTICLE_NUMBER.fullmatch(citation.article) and citation.status == STATUS_LABELS["in force"]
        room = sum(len(c.text) for c in given) + len(citation.text) <= MAX_GIVEN_CHARS
        if usable and room:
            given.append(citation)
    return tuple(given) if given and given[0] is answer.citations[0] else ()


def _with_point(answer: Answer, point: str, filing: str) -> Answer:
    """The article follows word for word; a guide's own point is kept, a marked sentence replaced."""
    rest = answer.text
    if answer.point and answer.point in answer.citations[0].text:
        rest = rest.removeprefix(f"{answer.point}\n\n")
    return replace(answer, text=f"{marked(point, filing)}\n\n{rest}", point=point, verbatim=False)
