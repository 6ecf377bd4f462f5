"""The states of a push, as words, and the sets that mean something together."""

from __future__ import annotations

PLANNED = "planned"  # waits for its time, or for its next try
SENDING = "sending"  # a worker has claimed it; nobody else touches it until the lease ends
SENT = "sent"  # the platform took it
REFUSED_FOR_GOOD = "refused_for_good"  # the platform will never take it for this person
GAVE_UP = "gave_up"  # tried until it lost its sense, or nobody knows whether it went out
MISSED_WINDOW = "missed_window"  # never tried in time: we were down, or she could not be reached
CANCELLED = "cancelled"  # no longer wanted: the roster or the calendar changed

ALL = frozenset({PLANNED, SENDING, SENT, REFUSED_FOR_GOOD, GAVE_UP, MISSED_WINDOW, CANCELLED})
FINISHED = frozenset({SENT, REFUSED_FOR_GOOD, GAVE_UP, MISSED_WINDOW, CANCELLED})
UNREACHED = frozenset({REFUSED_FOR_GOOD, GAVE_UP, MISSED_WINDOW})  # the clerk's list "please phone"

# Words of ours in the row's ``error``; beside them stand the platform's own numbers.
NOT_BOUND = "not_bound"
NOT_FOLLOWING = "not_following"
UNCONFIRMED = "unconfirmed"  # the worker died between sending and writing that it had sent
FAULT = "fault"
