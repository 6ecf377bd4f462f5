"""What was backed up while the service ran comes back whole, in an empty place, and works."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.entry.own_documents import written_down
from bot.ledger.audit_chain import verify
from bot.store.tables import attachment
from knowledge.base import Knowledge
from tests.chat.world import World


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        return {name: sorted(db.execute(f'select * from "{name}"'), key=repr) for name in tables}  # noqa: S608


def test_everything_comes_back(world: World, renda, kept: Path) -> None:
    said = renda("backup", kept / "a.zip", data_dir=world.settings.data_dir)
    assert (said.code, "台账3条,照片2张" in said.text) == (0, True)
    place = kept / "new"
    said = renda("restore", kept / "a.zip", data_dir=place)
    assert (said.code, "数目和校验都对" in said.text) == (0, True)
    old = world.settings.data_dir
    assert rows(place / "renda.db") == rows(old / "renda.db")
    for name in ("attachments", "secrets"):
        there = {
            file.relative_to(old): file.read_bytes() for file in (old / name).rglob("*") if file.is_file()
        }
        assert there
        assert {f: (place / f).read_bytes() for f in there} == there
    assert sorted(each.name for each in place.iterdir()) == ["attachments", "renda.db", "secrets"]


def test_the_restored_house_goes_on_where_it_was(world: World, renda, kept: Path) -> None:
    data_dir = world.settings.data_dir
    code = world.code_for("王专干")
    first = world.phone("open-张三").says("签到 A07")
    renda("backup", kept / "a.zip", data_dir=data_dir)
    renda("restore", kept / "a.zip", data_dir=kept / "new")
    world.house.close()
    world.settings = world.settings.model_copy(update={"data_dir": kept / "new"})
    world.house = world._open()
    assert world.phone("open-张三").says("签到 A07") == first
    assert "绑定成功" in world.phone("o9").says(f"绑定 王专干 {code}")
    with world.house.database.read() as connection:
        assert verify(connection).whole
        kept_photos = connection.execute(select(attachment.c.state)).scalars().all()
    assert kept_photos == ["kept", "kept"]


def test_the_file_is_its_owners_alone(world: World, renda, kept: Path) -> None:
    renda("backup", kept / "a.zip", data_dir=world.settings.data_dir)
    renda("restore", kept / "a.zip", data_dir=kept / "new")
    assert stat.S_IMODE((kept / "a.zip").stat().st_mode) == 0o600
    assert stat.S_IMODE((kept / "new" / "secrets" / "binding.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((kept / "new" / "renda.db").stat().st_mode) == 0o600


def test_a_backup_taken_in_the_middle_of_traffic_is_one_moment(world: World, renda, kept: Path) -> None:
    stop = threading.Event()

    def talk() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            world.phone(f"o{number % 7}").says("帮助")

    talker = threading.Thread(target=talk)
    talker.start()
    try:
        for number in range(5):
            said = renda("backup", kept / f"{number}.zip", data_dir=world.settings.data_dir)
            assert said.code == 0
    finally:
        stop.set()
        talker.join()
    for number in range(5):
        assert renda("restore", kept / f"{number}.zip", data_dir=kept / f"new{number}").code == 0


def test_the_index_is_left_out_and_what_the_office_imported_is_not(world: World, renda, kept: Path) -> None:
    plan = kept / "双活动日安排.md"
    plan.write_text("# 示例镇代表双活动日安排\n\n每月10日为代表接待日,地点在联络站。\n", encoding="utf-8")
    world.house.knowledge.import_paths([plan])
    renda("backup", kept / "a.zip", data_dir=world.settings.data_dir)
    with zipfile.ZipFile(kept / "a.zip") as archive:
        assert not any("knowledge" in name or "vectors" in name for name in archive.namelist())
    said = renda("restore", kept / "a.zip", data_dir=kept / "new")
    assert said.code == 0
    knowledge = Knowledge.open(kept / "new")
    try:
        own = [each["document"]["title"] for each in json.loads(written_down(kept / "new"))]
        assert own == ["示例镇代表双活动日安排"]
        assert "10日" in knowledge.ask("代表接待日是每月几日?").citations[0].text
    finally:
        knowledge.close()


def test_a_photo_that_the_disk_has_lost_is_said(world: World, renda, kept: Path) -> None:
    next((world.settings.data_dir / "attachments").rglob("*.jpg")).unlink()
    said = renda("backup", kept / "a.zip", data_dir=world.settings.data_dir)
    assert (said.code, "有1张照片台账里有、磁盘上没有" in said.text) == (1, True)
    assert renda("restore", kept / "a.zip", data_dir=kept / "new").code == 0


def test_an_earlier_backup_is_never_overwritten(world: World, renda, kept: Path) -> None:
    (kept / "a.zip").write_bytes(b"earlier")
    said = renda("backup", kept / "a.zip", data_dir=world.settings.data_dir)
    assert (said.code, "不会覆盖" in said.text) == (2, True)
    assert (kept / "a.zip").read_bytes() == b"earlier"


def test_a_database_of_another_kind_is_told_what_to_do(world: World, renda, kept: Path) -> None:
    said = renda(
        "backup", kept / "a.zip", data_dir=kept, RENDA_DATABASE__URL="postgresql+psycopg://x@localhost/renda"
    )
    assert (said.code, "pg_dump" in said.text) == (2, True)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_a_damaged_database_is_not_backed_up(world: World, renda, kept: Path, share: float) -> None:
    world.house.close()
    path = world.settings.data_dir / "renda.db"
    raw = bytearray(path.read_bytes())
    at = int(len(raw) * share)
    raw[at : at + 16384] = b"\xa5" * 16384
    path.write_bytes(raw)
    said = renda("backup", kept / "a.zip", data_dir=world.settings.data_dir)
    assert (said.code, "数据库检查没有通过" in said.text) == (2, True)
    assert list(kept.iterdir()) == []


def test_nothing_to_back_up_is_said(renda, kept: Path) -> None:
    said = renda("backup", kept / "a.zip", data_dir=kept / "none")
    assert (said.code, "还没有数据可以备份" in said.text) == (2, True)
