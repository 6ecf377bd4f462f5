"""``renda remind``: preview as table and JSON, run with and without a moment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.entry.commands import remind
from bot.errors import Refused
from tests.reminders.world import ScriptedChannel, World


@pytest.fixture
def channel(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ScriptedChannel:
    monkeypatch.setenv("RENDA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("RENDA_REMINDERS__DIGEST", "false")
    monkeypatch.setattr(remind, "_channels", lambda settings: {"wechat": world.channel})
    return world.channel


def run(*words: str) -> str:
    result = CliRunner().invoke(remind.app, list(words), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_preview_as_json(world: World, channel: ScriptedChannel) -> None:
    world.deputy("王秀英")
    lines = json.loads(run("preview", "--from", "2026-12-01", "--to", "2026-12-31", "--json"))
    assert [set(line) for line in lines] == [{"at", "occasion", "person", "channel", "text"}] * 2
    assert lines[0]["at"] == "2026-12-09T17:00:00+08:00"


def test_preview_as_a_table_names_the_person(world: World, channel: ScriptedChannel) -> None:
    world.deputy("王秀英")
    assert "王秀英" in run("preview", "--from", "2026-12-09", "--to", "2026-12-10")


def test_preview_of_empty_days_says_so(world: World, channel: ScriptedChannel) -> None:
    assert "没有" in run("preview", "--from", "2026-12-15", "--to", "2026-12-16")


def test_run_sends_what_is_due_then_and_only_once(world: World, channel: ScriptedChannel) -> None:
    world.deputy("王秀英")
    assert "发出 1 条" in run("run", "--now", "2026-12-09T17:00")
    assert "发出 0 条" in run("run", "--now", "2026-12-09T17:01")
    assert len(channel.took) == 1


def test_run_takes_now_alone_or_not_at_all(world: World, channel: ScriptedChannel) -> None:
    assert "新排" in run("run", "--now")
    assert "新排" in run("run")


def test_words_that_are_no_moment_are_named(world: World, channel: ScriptedChannel) -> None:
    with pytest.raises(Refused, match="明天"):
        run("run", "--now", "明天")
    with pytest.raises(Refused, match="12月"):
        run("preview", "--from", "12月", "--to", "2026-12-10")
    with pytest.raises(Refused, match="之前"):
        run("preview", "--from", "2026-12-10", "--to", "2026-12-09")


def test_the_list_says_what_became_of_each_and_why(world: World, channel: ScriptedChannel) -> None:
    world.deputy("王秀英")
    world.change(world.deputy("李建国", bound=False), phone="13800000000")
    run("run", "--now", "2026-12-09T17:00")
    everything = run("list", "--from", "2026-12-09", "--to", "2026-12-09")
    assert "已发出" in everything
    to_phone = run("list", "--from", "2026-12-09", "--to", "2026-12-09", "--phone")
    assert ("李建国" in to_phone, "王秀英" in to_phone) == (True, False)
    assert "没有要打电话" in run("list", "--from", "2026-12-11", "--to", "2026-12-11", "--phone")


def test_a_trial_says_so_and_shows_what_it_held_back(
    world: World, channel: ScriptedChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENDA_REMINDERS__TRIAL", "true")
    world.deputy("王秀英")
    assert "试运行" in run("run", "--now", "2026-12-09T17:00")
    assert channel.took == []
    assert "试运行" in run("list", "--from", "2026-12-09", "--to", "2026-12-09")


def test_the_feeds_address_is_printed_whole_when_the_outside_address_is_known(
    world: World, channel: ScriptedChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("feed").startswith("/calendar/t1/")
    monkeypatch.setenv("RENDA_SERVER__PUBLIC_URL", "https://rd.example.gov.cn/")
    assert run("feed").startswith("https://rd.example.gov.cn/calendar/t1/")


def test_the_preview_as_a_calendar_file(world: World, channel: ScriptedChannel, tmp_path: Path) -> None:
    world.deputy("王秀英")
    file = tmp_path / "提醒.ics"
    assert str(file.name) in run(
        "preview", "--from", "2026-12-01", "--to", "2026-12-31", "--ics", str(file)
    ).replace("\n", "")
    assert file.read_bytes().count(b"BEGIN:VEVENT") == 2


def test_wishes_are_kept_by_the_proposal(world: World, channel: ScriptedChannel) -> None:
    world.deputy("王秀英")
    world.deputy("李建国")
    days = ("--from", "2026-12-10", "--to", "2026-12-10")
    assert "王秀英:12月10日(星期四)来不了" in run("duty", "wish", "王秀英", *days)
    shown = run("duty", "propose", *days)
    assert ("李建国" in shown, "王秀英" in shown) == (True, False)
    assert "还没有" in run("duty", "wish", "王秀英", *days, "--forget")
    assert "愿意值班" in run("duty", "wish", "李建国", *days, "--prefers")
    with pytest.raises(Refused, match="没有代表"):
        run("duty", "wish", "赵敏", *days)
    with pytest.raises(Refused, match="之前"):
        run("duty", "wish", "王秀英", "--from", "2026-12-11", "--to", "2026-12-10")
