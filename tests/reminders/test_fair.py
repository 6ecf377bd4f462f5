"""The fair turn: whatever the absences and wishes, nobody is twice before all who could were once."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.duty.fair import Candidate, propose, replacements

DAYS = [date(2026, 1, 10) + timedelta(days=30 * number) for number in range(12)]


def test_everyone_in_turn_in_the_order_of_the_roster() -> None:
    proposed = propose([Candidate(name) for name in "abc"], DAYS[:4], 1)
    assert [ids[0] for ids in proposed.values()] == ["a", "b", "c", "a"]


def test_one_with_fewer_turns_before_goes_first() -> None:
    candidates = [Candidate("a", turns=2), Candidate("b", turns=1, last_day=DAYS[0])]
    assert propose(candidates, DAYS[1:2], 1)[DAYS[1]] == ["b"]


def test_a_wish_is_kept_among_equals_and_never_before_one_who_had_less() -> None:
    wish = frozenset({DAYS[0], DAYS[1]})
    proposed = propose([Candidate("a"), Candidate("b", prefers=wish)], DAYS[:2], 1)
    assert [ids[0] for ids in proposed.values()] == ["b", "a"]


def test_a_day_on_which_nobody_can_come_stays_empty() -> None:
    assert propose([Candidate("a", absent=frozenset(DAYS))], DAYS[:1], 1) == {DAYS[0]: []}


def test_replacements_leave_out_those_asked_before_and_those_away() -> None:
    candidates = [
        Candidate("a"),
        Candidate("b", absent=frozenset(DAYS)),
        Candidate("c", turns=1),
        Candidate("d"),
    ]
    assert replacements(candidates, DAYS[0], ["a"]) == ["d", "c"]


@given(
    st.lists(st.sets(st.sampled_from(DAYS), max_size=8), min_size=1, max_size=9),
    st.integers(1, 3),
    st.integers(1, 12),
)
def test_nobody_is_twice_before_all_who_can_were_once(
    away: list[set[date]], per_day: int, how_many: int
) -> None:
    candidates = [Candidate(f"p{n}", absent=frozenset(days)) for n, days in enumerate(away)]
    turns: Counter[str] = Counter()
    for day, chosen in propose(candidates, DAYS[:how_many], per_day).items():
        able = [each.person_id for each in candidates if day not in each.absent]
        assert len(set(chosen)) == len(chosen) == min(per_day, len(able))
        assert set(chosen) <= set(able)
        left_out = [turns[each] for each in able if each not in chosen]
        if left_out and chosen:
            assert max(turns[each] for each in chosen) <= min(left_out)
        turns.update(chosen)
