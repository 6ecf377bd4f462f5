"""Settings changed at the desk: in force at once, kept with their history, back to the file's on a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.console.overrides import in_force
from bot.entry.commands.ledger import app as ledger_commands
from bot.entry.house import House
from bot.store.tables import setting_change
from tests.console.town import NOW
from tests.console.visitor import Visitor


def test_a_change_is_in_force_at_once_and_after_a_restart(clerk: Visitor, house: House) -> None:
    page = clerk.does("/desk/settings/office.phone", value="0571-1234", reason="换了号码")
    assert "马上生效" in page
    assert house.settings.office.phone == "0571-1234"
    assert house.assistant.settings.office.phone == "0571-1234"
    with house.database.read() as connection:
        assert in_force(connection, house.file_settings).office.phone == "0571-1234"
    assert house.file_settings.office.phone == ""


def test_it_goes_back_to_the_files(clerk: Visitor, house: House) -> None:
    clerk.does("/desk/settings/reminders.reception_day", value="15")
    assert house.settings.reminders.reception_day == 15
    assert "改回设置文件里的" in clerk.does("/desk/settings/reminders.reception_day/back")
    assert house.settings.reminders.reception_day == 10
    with house.database.read() as connection:
        rows = connection.execute(select(setting_change).order_by(setting_change.c.id)).all()
    assert [row.value for row in rows] == [{"is": 15}, None]
    assert all(row.changed_by.startswith("desk:") for row in rows)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("reminders.reception_day", "32", "这样写不行"),
        ("reminders.reception_day", "十", "要写一个数"),
        ("reminders.eve_at", "25点", "这样写不行"),
        ("privacy.audit_days", "30", "这样写不行"),
        ("office.name", "x" * 5000, "写得太长"),
    ],
)
def test_what_does_not_fit_is_refused(clerk: Visitor, house: House, path: str, value: str, told: str) -> None:
    before = house.settings
    assert told in clerk.does(f"/desk/settings/{path}", value=value, next="/desk/settings")
    assert house.settings == before


@pytest.mark.parametrize("path", ["wechat.app_secret", "database.url", "llm.api_key", "nothing", "office"])
def test_what_belongs_to_the_file_cannot_be_changed_here(clerk: Visitor, path: str) -> None:
    assert clerk.send(f"/desk/settings/{path}", {"value": "x"}).status_code == 404


def test_no_secret_stands_on_the_page(clerk: Visitor, house: House) -> None:
    page = clerk.read("/desk/settings")
    assert "app_secret" not in page
    assert "AppSecret" not in page


def test_ways_of_checking_in_are_ticked_and_the_rule_is_beside(clerk: Visitor, house: House) -> None:
    page = clerk.read("/desk/settings")
    assert "不许强制打卡" in page
    clerk.does("/desk/settings/check_in.ways", value=["scan", "location"])
    assert house.settings.check_in.ways == ("scan", "location")


def test_an_occasion_is_made_changed_and_taken_out(clerk: Visitor, house: House) -> None:
    fields = {"title": "代表双活动日", "repeat": "monthly", "day": "15", "hours": "9:00", "scope": "all"}
    more = {"workday": "keep", "announce_days": "0", "preparations": "7 印发通知\n1 布置会场"}
    page = clerk.does("/desk/settings/occasions/new", **fields, **more)
    assert "代表双活动日" in page
    assert "12月15日 周二" in page
    [rule] = house.settings.reminders.occasions
    assert [(it.days_before, it.text) for it in rule.preparations] == [(7, "印发通知"), (1, "布置会场")]
    path = f"/desk/settings/occasions/{rule.key}"
    dated = {"repeat": "dates", "dates": "2026-12-20\n2027-01-05"}
    assert "12月20日 周日" in clerk.does(path, **{**fields, **more, **dated})
    assert house.settings.reminders.occasions[0].key == rule.key
    assert house.settings.reminders.occasions[0].dates == (date(2026, 12, 20), date(2027, 1, 5))
    assert "不要了" in clerk.does(f"{path}/remove")
    assert house.settings.reminders.occasions == ()


def test_a_poor_occasion_keeps_what_was_typed(clerk: Visitor, house: House) -> None:
    answer = clerk.send(
        "/desk/settings/occasions/new",
        {"title": "双活动日", "repeat": "every_months", "hours": "上午", "scope": "all", "workday": "keep"},
    )
    assert answer.status_code == 400
    assert 'value="双活动日"' in answer.text
    assert house.settings.reminders.occasions == ()


def test_the_wording_of_the_five_ones(clerk: Visitor, house: House) -> None:
    item = house.settings.five_ones[0]
    asks = {f"ask-{question.key}": f"请说:{question.label}" for question in item.ask}
    clerk.does(f"/desk/settings/wording/{item.key}", label="听一次民声", **asks)
    changed = house.settings.five_ones[0]
    assert (changed.key, changed.label) == (item.key, "听一次民声")
    assert [question.kind for question in changed.ask] == [question.kind for question in item.ask]
    assert "名称和问的话都要写" in clerk.does(f"/desk/settings/wording/{item.key}", label="")


def test_the_trail_shows_who_did_it(desk: Visitor, house: House) -> None:
    desk.enter("wang")
    desk.does("/desk/settings/office.phone", value="1")
    desk.enter("ji")
    assert '<td data-label="关于">留痕</td>' in desk.read("/desk/trail", action="view") + desk.read(
        "/desk/trail"
    )
    page = desk.read("/desk/trail", action="setting_change")
    assert "王专干" in page
    assert "office.phone" in page
    assert f"{NOW:%H:%M}" in page
    assert "没有这样的记录" in desk.read("/desk/trail", about="nothing%_")


def test_points_are_off_until_she_has_seen_the_rule(clerk: Visitor, house: House) -> None:
    page = clerk.read("/desk/settings")
    assert not house.settings.points.on
    assert "不得搞积分排名" in page
    for rule in house.settings.points.rules:  # line by line, before she decides
        assert f'<th scope="row">{rule.label}</th>' in page
    assert "五个一里的“提一条建议”" in page
    page = clerk.does("/desk/settings/points.on", value="是", reason="县里要求")
    assert house.settings.points.on
    assert house.assistant.settings.points.on
    assert "用不用积分" in page.rpartition("改过什么")[2]


def test_a_command_heeds_what_was_changed_at_the_desk(
    clerk: Visitor, house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RENDA_DATA_DIR", str(house.settings.data_dir))
    monkeypatch.setenv("RENDA_OFFICE__TOWNSHIP", "示例镇")
    monkeypatch.chdir(tmp_path)
    words = ("points", "--year", "2026", "--out", "points.csv")
    assert "没有打开" in str(CliRunner().invoke(ledger_commands, words).exception)
    clerk.does("/desk/settings/points.on", value="是")
    assert CliRunner().invoke(ledger_commands, words).exception is None
    assert (tmp_path / "points.csv").stat().st_size > 0
