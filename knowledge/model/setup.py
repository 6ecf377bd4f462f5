"""The model of an office's settings, or None: not configured, or the extra ``llm`` is not installed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from knowledge import words_of_answers as say
from knowledge.model.breaker import utc_now
from knowledge.model.client import Endpoint, installed
from knowledge.model.rephrase import Rephraser

log = logging.getLogger(__name__)


def open_model(
    endpoint: Endpoint,
    *,
    clock: Callable[[], datetime] = utc_now,
    names: Callable[[], Iterable[str]] = tuple,
    filing: str = "",
) -> Rephraser | None:
    if not endpoint.base_url:
        return None
    if not installed():
        log.warning(say.MODEL_MISSING)
        return None
    return Rephraser(endpoint, clock=clock, names=names, filing=filing)
