"""The states of a push, as words, and the sets that mean something together."""

from __future__ import annotations

PLANNED = "planned"  # waits for its time, or for its next try
SENDING = "sending"  # a worker has claimed it; nobody else touches it until the worker is done or dead
SENT = "sent"  # the platform took it
REFUSED_FOR_GOOD = "refused_for_good"  # every way refused; only her next contact can change that
GAVE_UP = "gave_up"  # tried until it lost its sense, or nobody knows whether it went out
MISSED_WINDOW = "missed_window"  # never tried in time: we were down, or she could not be reached
CANCELLED = "cancelled"  # not wanted any more; ``error`` says why when it is not roster or calendar

ALL = frozenset({PLANNED, SENDING, SENT, REFUSED_FOR_GOOD, GAVE_UP, MISSED_WINDOW, CANCELLED})
FINISHED = frozenset({SENT, REFUSED_FOR_GOOD, GAVE_UP, MISSED_WINDOW, CANCELLED})
UNREACHED = frozenset({REFUSED_FOR_GOOD, GAVE_UP, MISSED_WINDOW})  # the clerk's list "please phone"

# Words of ours in the row's ``error``; beside them stand the platform's own numbers.
NOT_BOUND = "not_bound"
NOT_FOLLOWING = "not_following"
UNCONFIRMED = "unconfirmed"  # the worker died between sending and writing that it had sent
FAULT = "fault"
NO_WAY = "no_way"  # no channel of this office reaches her

# Why a push was cancelled.
MUTED = "muted"
TRIAL = "trial"
DAILY_CAP = "daily_cap"
NOTHING_TO_SAY = "nothing_to_say"

WAITING = frozenset({NOT_BOUND, NOT_FOLLOWING, NO_WAY})
