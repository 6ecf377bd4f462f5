"""The numbered list of what somebody can do: nine lines on the first page, the rest behind 更多功能."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialog.flow import Flow
from bot.messages import Person

MAX_LINES = 9  # what fits on a phone without scrolling


def first_page(flows: Sequence[Flow], person: Person) -> list[Flow]:
    return [flow for flow in _offered(flows, person) if not flow.secondary]


def second_page(flows: Sequence[Flow], person: Person) -> list[Flow]:
    return [flow for flow in _offered(flows, person) if flow.secondary]


def _offered(flows: Sequence[Flow], person: Person) -> list[Flow]:
    """A newcomer sees what a deputy could do; what is the clerk's alone is shown to clerks only."""
    role = person.role or "deputy"
    return [
        flow
        for flow in flows
        if flow.listed and (not flow.roles or role in flow.roles) and flow.newcomers is not person.bound
    ]
