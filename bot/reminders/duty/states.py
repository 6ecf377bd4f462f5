"""The states of a line of the duty roster, as words."""

from __future__ import annotations

PROPOSED = "proposed"  # worked out, not yet confirmed by the clerk
ASSIGNED = "assigned"  # on duty; she has not answered
CONFIRMED = "confirmed"  # on duty, and she said so
ON_LEAVE = "on_leave"  # asked for leave
ASKED = "asked"  # asked to take somebody's place
DECLINED = "declined"  # would not take it
NO_ANSWER = "no_answer"  # was asked and did not answer in time
SWAPPED = "swapped"  # gave it to another deputy

ON_DUTY = frozenset({ASSIGNED, CONFIRMED})
SETTLED = frozenset({ASSIGNED, CONFIRMED, ON_LEAVE, ASKED, DECLINED, NO_ANSWER, SWAPPED})
