"""A backup that is cut short, damaged, foreign or harmful is refused with what is wrong; nothing moves."""

from __future__ import annotations

import io
import json
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.backup.manifest import NAME

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture
def whole(whole_backup: bytes) -> bytes:
    return whole_backup


@pytest.fixture
def refused(renda, place: Path) -> Callable[[bytes], str]:
    """What is said about a file of these bytes; nothing may have appeared anywhere."""

    def check(raw: bytes) -> str:
        (place / "given.zip").write_bytes(raw)
        said = renda("restore", place / "given.zip", data_dir=place / "town" / "var")
        assert said.code == 2, said.text
        left = {str(each.relative_to(place)) for each in place.rglob("*")}
        assert left <= {"given.zip", "town"}
        return said.text

    return check


def packed_anew(raw: bytes, change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def relisted(**changes: Any) -> Change:
    def change(files: dict[str, bytes]) -> None:
        files[NAME] = json.dumps({**json.loads(files[NAME]), **changes}).encode()

    return change


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_cut_short(whole: bytes, refused, share: float) -> None:
    assert "不完整" in refused(whole[: int(len(whole) * share)])


@pytest.mark.parametrize(
    "raw",
    [b"", b"hello", b"PK", b"\x00" * 5000, "台账".encode() * 999],
    ids=["empty", "text", "pk", "0", "zh"],
)
def test_foreign(refused, raw: bytes) -> None:
    assert "不是 renda 的备份" in refused(raw)


def test_a_zip_of_something_else(refused) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "不是 renda 的备份" in refused(out.getvalue())


def test_any_flipped_byte_is_found_or_harmless(whole: bytes, renda, place: Path) -> None:
    """A flip in the zip's own padding fields may change nothing; then everything comes back."""
    chance = random.Random(7)
    outcomes = set()
    for number in range(16):
        raw = bytearray(whole)
        at = chance.randrange(len(raw))
        raw[at] ^= 1 << chance.randrange(8)
        (place / "flipped.zip").write_bytes(raw)
        town = place / f"town{number}"
        said = renda("restore", place / "flipped.zip", data_dir=town)
        assert said.code in (0, 2), said.text
        assert town.exists() == (said.code == 0)
        outcomes.add(said.code)
    assert 2 in outcomes


def test_a_row_more_than_counted(whole: bytes, refused, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        counts = json.loads(archive.read(NAME))["counts"]
    said = refused(packed_anew(whole, relisted(counts={**counts, "entry": counts["entry"] + 1})))
    assert "表 entry 有3行,清单上是4行" in said


def test_another_database_under_the_same_name(whole: bytes, refused, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("create table entry (id)")
    other = (tmp_path / "other.db").read_bytes()
    assert "renda.db 和清单对不上" in refused(packed_anew(whole, lambda f: f.update({"renda.db": other})))


@pytest.mark.parametrize("gone", ["renda.db", "secrets/binding.key", "documents.json"])
def test_a_file_that_is_listed_and_absent(whole: bytes, refused, gone: str) -> None:
    assert f"{gone} 和清单对不上" in refused(packed_anew(whole, lambda files: files.pop(gone) and None))


HARMFUL = (
    "../outside.txt",
    "/tmp/outside.txt",
    "attachments/../../outside.txt",
    "..\\outside.txt",
    "C:\\outside.txt",
    "secrets/../../.ssh/authorized_keys",
    "config.toml",
    "attachments/ab/not-a-hash.jpg",
)


@pytest.mark.parametrize("name", HARMFUL)
@pytest.mark.parametrize("listed", [True, False])
def test_a_name_that_leads_elsewhere(whole: bytes, refused, name: str, listed: bool) -> None:
    def slip_in(files: dict[str, bytes]) -> None:
        files[name] = b"x"
        if listed:
            body = json.loads(files[NAME])
            body["files"].append({"path": name, "size_bytes": 1, "sha256": "0" * 64})
            files[NAME] = json.dumps(body).encode()

    assert "不该有的文件" in refused(packed_anew(whole, slip_in))


def test_a_link_in_place_of_a_file(whole: bytes, refused) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            if name.startswith("secrets/"):
                entry.external_attr, content = 0o120777 << 16, b"/etc/passwd"
            archive.writestr(entry, content)
    assert "不该有的文件" in refused(out.getvalue())


def test_more_inside_than_announced(whole: bytes, refused) -> None:
    """As a bomb would: the list says little, the file unpacks to much."""

    def swell(files: dict[str, bytes]) -> None:
        files["documents.json"] = b" " * 50_000_000

    assert "documents.json 和清单对不上" in refused(packed_anew(whole, swell))


def test_of_a_newer_program(whole: bytes, refused) -> None:
    assert "先升级程序" in refused(packed_anew(whole, relisted(version=2)))
    assert "先升级程序" in refused(packed_anew(whole, relisted(revision="9999")))


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b'{"format": "renda-backup"}'])
def test_a_list_that_is_none(whole: bytes, refused, body: bytes) -> None:
    said = refused(packed_anew(whole, lambda files: files.update({NAME: body})))
    assert "清单对不上" in said or "不是 renda 的备份" in said


def test_a_place_that_is_not_empty(whole: bytes, renda, place: Path) -> None:
    (place / "a.zip").write_bytes(whole)
    town = place / "var"
    town.mkdir()
    (town / "renda.db").write_bytes(b"the present one")
    said = renda("restore", place / "a.zip", data_dir=town)
    assert (said.code, "里已经有东西(renda.db)" in said.text) == (2, True)
    assert (town / "renda.db").read_bytes() == b"the present one"


def test_an_empty_folder_is_an_empty_place(whole: bytes, renda, place: Path) -> None:
    (place / "a.zip").write_bytes(whole)
    (place / "var").mkdir()
    assert renda("restore", place / "a.zip", data_dir=place / "var").code == 0


def test_a_database_elsewhere_must_be_absent_too(whole: bytes, renda, place: Path) -> None:
    (place / "a.zip").write_bytes(whole)
    url = f"sqlite:///{place / 'other.db'}"
    (place / "other.db").write_bytes(b"the present one")
    said = renda("restore", place / "a.zip", data_dir=place / "var", RENDA_DATABASE__URL=url)
    assert (said.code, "other.db" in said.text) == (2, True)
    (place / "other.db").unlink()
    assert renda("restore", place / "a.zip", data_dir=place / "var", RENDA_DATABASE__URL=url).code == 0
    assert (place / "other.db").is_file()
    assert not (place / "var" / "renda.db").exists()


def test_a_file_that_is_not_there(renda, place: Path) -> None:
    said = renda("restore", place / "none.zip", data_dir=place / "var")
    assert (said.code, "找不到备份文件" in said.text) == (2, True)
