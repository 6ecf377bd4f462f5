"""Quorums, majorities, co-signers and candidates: by hand, and for every number."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines import Computed
from knowledge.deadlines.candidates import candidate_bounds
from knowledge.deadlines.loader import load_rules, ratio
from knowledge.deadlines.model import Ratio
from knowledge.deadlines.thresholds import deputies_quota, least_needed

ASKED = Callable[[str], Computed]
RATIOS = st.sampled_from([entry for rule in load_rules().values() for entry in rule.ratios])

BY_HAND = [
    ("代表52人,到会38人能开会吗", "M03", "能开。应到52人,三分之二是35人,实到38人。"),
    ("代表五十二人，到会三十四人能开会吗", "M03", "不能开。应到52人,三分之二是35人,实到34人。"),
    ("到了三十个代表,一共五十二个,这会能开不", "M03", "不能开。应到52人,三分之二是35人,实到30人。"),
    ("应到60人,实到40人,够法定人数吗", "M03", "能开。应到60人,三分之二是40人,实到40人。"),
    ("全体代表52人,镇长得了27票,能当选吗", "M05", "过半数,够了。"),
    ("全体代表52人,得票26票,决议通过了吗", "M05", "没过半数,不够。"),
    ("51名代表,过半数是多少票", "M05", "至少26票。"),
    ("52名代表,11人联名罢免镇长,够不够", "M13", "可以提。"),
    ("52名代表,10人联名罢免镇长,够不够", "M13", "还不够。"),
    ("4名代表联名提议案行吗", "M06", "还不够。要5人以上,现在4人。"),
    ("10名代表联名提质询案行吗", "M07", "可以提。"),
    ("9名代表联名提名副镇长候选人可以吗", "M09", "还不够。"),
    ("选区选民1200人,参加投票600人,选举有效吗", "E18", "选举无效。选民1200人,过半数是601人"),
    ("参加投票的选民700人,得票351票,能当选吗", "E19", "票数过半。"),
    ("选区另行选举,收回选票600张,得票200票,能当选吗", "E20", "够三分之一"),
    ("选区另行选举,收回选票600张,得票199票,能当选吗", "E20", "不到三分之一"),
    ("原选区选民29人联名罢免镇人大代表,够吗", "E24", "还不够。要30人以上,现在29人。"),
    ("原选区选民1000人,500票同意罢免代表,通过了吗", "E25", "罢免没通过。"),
    ("选区应选代表2名,候选人几名", "E15", "候选人3至4人。"),
    ("选区应选代表1名,候选人3名可以吗", "E15", "不行。"),
    ("应选2名副镇长,候选人几名", "M11", "候选人3至5人。"),
    ("选镇长1名,候选人几名", "M10", "候选人1至2人。"),
    ("间接选举市代表应选5名,候选人几名", "N01", "候选人6至7人。"),
    ("全镇人口32000人,代表名额最多多少", "E09", "最多66名。"),
    ("全镇人口20万人,代表名额最多多少", "E09", "最多160名。"),
    ("一个选民接受4人委托投票行吗", "E17", "不行。最多3人,现在4人。"),
    ("选区收回选票701张,参加投票700人,选举有效吗", "E22", "这次选举无效。"),
    ("村委会选举登记参加选举的村民1000人,参加投票501人,有效吗", "V05", "选举有效。"),
    ("村里有选举权的村民1000人,199人联名要求罢免村主任,够吗", "V08", "还不够。"),
    ("村民代表会议组成人员45人,到会30人能开吗", "V14", "能开。"),
    ("村民会议18周岁以上村民1000人,到会500人能开吗", "V12", "不能开。"),
    ("村民会议全村300户,到会200户,能开吗", "V12", "能开。全村300户,三分之二是200户"),
    ("居委会选举居民代表90人,参加投票60人,有效吗", "R06", "选举无效。居民代表90人,超过三分之二是61人"),
    ("一般公共预算支出1200.5万元,预备费留多少", "B08", "预备费12.005至36.015万元。"),
    ("提质询案的代表10人,5人不满意,能要求再答复吗", "M08", "可以要求再答复。"),
]


@pytest.mark.parametrize(("text", "rule_id", "point"), BY_HAND, ids=[text for text, *_ in BY_HAND])
def test_worked_out_by_hand(text: str, rule_id: str, point: str, asked: ASKED) -> None:
    answer = asked(text)
    assert answer.chat_text().startswith(point)
    assert answer.rows[0].rule.id == rule_id
    assert answer.citations[0] == (answer.rows[0].law, answer.rows[0].article)


def test_both_denominators_when_seats_are_vacant(asked: ASKED) -> None:
    answer = asked("名额52,出缺3人,到会33人,能开会吗")
    assert answer.points[0].startswith("两种算法结果不同,稳妥当作“不能开”")
    assert "49×2/3=32又2/3" in answer.rows[0].arithmetic
    assert "52×2/3=34又2/3" in answer.rows[0].arithmetic
    assert (answer.rows[0].value, answer.rows[0].safe) == ("33人", "35人")
    assert "④" in {entry.id for entry in answer.ambiguities}


def test_two_numbers_give_two_verdicts(asked: ASKED) -> None:
    answer = asked("代表52人,到会38人,赞成26票,通过了吗")
    assert [row.rule.id for row in answer.rows] == ["M03", "M05"]


def test_how_many_is_answered_before_what_is_known(asked: ASKED) -> None:
    assert asked("代表52人到会38人,要多少票才能通过").points[0].startswith("至少27票。")


def test_every_marked_ambiguity_is_shown(asked: ASKED) -> None:
    for text, *_ in BY_HAND:
        answer = asked(text)
        shown = {entry.id for entry in answer.ambiguities}
        assert shown >= {mark for row in answer.rows for mark in row.ambiguities}
        assert all(mark in answer.chat_text() for mark in shown)


@given(st.integers(1, 10**9), RATIOS)
def test_the_threshold_is_the_smallest_number_that_fits(whole: int, entry: Ratio) -> None:
    need = least_needed(whole, entry)

    def fits(part: int) -> bool:
        return Fraction(part, whole) > entry.share if entry.over else Fraction(part, whole) >= entry.share

    assert fits(need)
    assert not fits(need - 1)


@given(st.integers(1, 10**6), st.integers(0, 10**6), RATIOS)
def test_more_people_never_need_fewer(whole: int, more: int, entry: Ratio) -> None:
    assert least_needed(whole, entry) <= least_needed(whole + more, entry)


@given(st.integers(1, 1000))
def test_direct_candidates_keep_within_a_third_and_the_double(seats: int) -> None:
    least, most = candidate_bounds("direct", seats)
    assert most == 2 * seats
    assert Fraction(least - 1 - seats, seats) < Fraction(1, 3) <= Fraction(least - seats, seats)


def test_the_usual_numbers_of_candidates() -> None:
    assert [candidate_bounds("direct", seats) for seats in (1, 2, 3)] == [(2, 2), (3, 4), (4, 6)]
    assert candidate_bounds("indirect", 1) == (2, 1)  # no whole number fits: the answer sends to the county


@given(st.integers(0, 10**7), st.integers(0, 10**5))
def test_quota_grows_with_the_population_up_to_the_cap(population: int, more: int) -> None:
    assert 45 <= deputies_quota(population) <= deputies_quota(population + more) <= 160


def test_quota_steps() -> None:
    assert [deputies_quota(n) for n in (0, 1499, 1500, 172_499, 172_500, 900_000)] == [
        45,
        45,
        46,
        159,
        160,
        160,
    ]


def test_exactly_two_thirds_is_enough_for_a_quorum_but_not_for_the_residents() -> None:
    assert least_needed(90, ratio("quorum")[1]) == 60
    assert least_needed(90, ratio("residents_turnout_reps")[1]) == 61
