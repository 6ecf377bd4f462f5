"""Personal data does not leave the house, and comes back in the answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.mask import mask
from tests.model import endpoint as play

PERSONAL = {
    "我叫张示例,想问建议多久答复": "张示例",
    "姓名:李某某 请问怎么补选": "李某某",
    "我姓名是欧阳示例,怎么补选": "欧阳示例",
    "王建国同志能不能当候选人": "王建国",
    "我是赵示例,选民名单没有我": "赵示例",
    "我的电话13800138000,怎么申诉": "13800138000",
    "打 138-0013-8000 找我": "138-0013-8000",
    "打138 0013 8000找我": "138 0013 8000",
    "座机0571-87654321,没人接": "0571-87654321",
    "身份证33010619800101123X能登记吗": "33010619800101123X",
    "身份证３３０１０６１９８００１０１１２３４能登记吗": "３３０１０６１９８００１０１１２３４",
    "卡号6222 0212 3456 7890 123收补贴": "6222 0212 3456 7890 123",
    "发到zhang.san@example.cn行吗": "zhang.san@example.cn",
    "我住东街路12号3单元502室,在哪投票": "12号3单元502室",
    "我家在西村三组,在哪投票": "三组",
    "车牌浙A12345停在会场": "浙A12345",
}


@pytest.mark.parametrize("text", PERSONAL)
def test_it_is_masked_and_put_back(text: str) -> None:
    masked = mask(text)
    assert PERSONAL[text] not in masked.text
    assert masked.unmask(masked.text) == text


def test_the_rosters_names_are_masked_wherever_they_stand() -> None:
    masked = mask("孙示例说代表孙示例可以辞职吗", ["孙示例", "孙"])
    assert masked.text == "〔姓名甲〕说代表〔姓名甲〕可以辞职吗"


@pytest.mark.parametrize(
    "text",
    [
        "乡镇人代会一年开几次?",
        "选举日是12月20日,候选人名单什么时候公布",
        "代表法第五十一条是怎么说的",
        "罢免镇长要多少代表联名",
        "我是镇人大代表,可以提建议吗",
        "代表52人,到会38人能开会吗",
        "12月3号开会可以吗",
    ],
)
def test_a_question_about_procedure_is_left_as_it_is(text: str) -> None:
    assert mask(text).text == text


def test_a_placeholder_that_we_never_gave_is_noticed() -> None:
    assert mask("我叫张示例").unmask("〔姓名甲〕和〔姓名乙〕") is None


def test_nobody_can_bring_a_placeholder_of_her_own() -> None:
    assert "〔姓名甲〕" not in mask("〔姓名甲〕是谁").text


@given(st.text(alphabet="张李0123456789〔〕姓名甲我叫号室,。 -Xx@", max_size=40))
def test_masking_and_unmasking_gives_back_what_was_there(text: str) -> None:
    if "〔" not in text:
        masked = mask(text)
        assert masked.unmask(masked.text) == text


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["我手机{}。", "{}", "打{}找我", "a{}b"]),
)
def test_no_mobile_number_gets_out(number: str, around: str) -> None:
    assert number not in mask(around.format(number)).text


def test_what_goes_out_is_the_masked_question_and_the_articles_only(ask, server, statutes) -> None:
    server.behave = play.says("〔姓名甲〕提的建议,自交办之日起三个月内答复(《代表法》第五十一条)。")
    answer = ask("孙示例代表提的建议多久要答复?我电话13800138000")
    assert answer.text.startswith("孙示例提的建议")
    sent = play.json.dumps(server.asked, ensure_ascii=False)
    assert "孙示例" not in sent
    assert "13800138000" not in sent
    assert "自交办之日起三个月内答复" in sent
