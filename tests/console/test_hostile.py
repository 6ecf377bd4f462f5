"""What a hostile or broken browser sends: too much, tricks in names, bombs, scripts in every field."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import String, Text, select, update

from bot.console import uploads
from bot.console.access import ROLES
from bot.console.router import MODULES
from bot.console.routing import DeskRoute
from bot.entry.house import House
from bot.store.tables import contact, entry, gap, grid, person, push, station, township
from tests.console.test_rights import IDS, PARAMETER
from tests.console.town import NAMES, OWN
from tests.console.visitor import Visitor

ROUTES = [route for module in MODULES for route in module.PAGES.routes]
POSTS = [route for route in ROUTES if route.method == "POST"]
MEGABYTE = 1024 * 1024
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def _path(path: str, house: House) -> str:
    return PARAMETER.sub(lambda found: IDS[found[1]](house, OWN), path)


def _visitor_for(route: DeskRoute, app: FastAPI) -> Visitor:
    may = route.may
    role = next(role for role in ROLES if not may.roles or role in may.roles)
    return Visitor(app).enter(NAMES[role])


@pytest.mark.parametrize("route", POSTS, ids=lambda it: it.path)
def test_a_body_of_300_megabytes_is_cut_off_while_it_streams(
    route: DeskRoute, app: FastAPI, house: House
) -> None:
    """Without a length announced; how much was taken is counted where it is given."""
    given = 0

    def stream() -> Iterator[bytes]:
        nonlocal given
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
        while given < 300 * MEGABYTE:
            given += MEGABYTE
            yield b"\0" * MEGABYTE

    visitor = _visitor_for(route, app)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    address = _path(route.path, house)
    messages = _messages(stream())
    status = visitor.raw(address, headers, messages)
    assert status == 413
    assert given <= (51 if route.upload else 2) * MEGABYTE


def _messages(chunks: Iterator[bytes]) -> Iterator[dict[str, object]]:
    for chunk in chunks:
        yield {"type": "http.request", "body": chunk, "more_body": True}
    yield {"type": "http.request", "body": b"", "more_body": False}


def test_an_announced_length_is_refused_before_a_byte_is_read(clerk: Visitor) -> None:
    answer = clerk.http.post(
        "/desk/township",
        content=b"x",
        headers={"Content-Length": str(300 * MEGABYTE), "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\system.ini", "system.ini"),
        ("/etc/cron.d/x", "x"),
        (".bashrc", "bashrc"),
        ("a\0b.xlsx", "a_b.xlsx"),
        ("名册 2026.xlsx", "名册_2026.xlsx"),
        ("<script>.xlsx", "_script_.xlsx"),
        ("x" * 500 + ".xlsx", "x" * 80 + ".xlsx"),
        ("...", "_"),
    ],
)
def test_no_file_name_leads_anywhere(name: str, kept: str) -> None:
    assert uploads.harmless(name) == kept


def _bomb() -> bytes:
    """Some 300 KB that say they unpack to 310 MB, as an xlsx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(310):
                part.write(b"\0" * MEGABYTE)
    return out.getvalue()


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return _bomb()


UPLOADS = [route for route in POSTS if route.upload]


@pytest.mark.parametrize("route", UPLOADS, ids=lambda it: it.path)
def test_a_zip_bomb_and_a_trick_name_are_refused(
    route: DeskRoute, app: FastAPI, house: House, bomb: bytes
) -> None:
    visitor = _visitor_for(route, app)
    address = _path(route.path, house)
    for name in ("roster.xlsx", "../../renda.db", "x.docx"):
        answer = visitor.send(address, {}, files={"file": (name, bomb)})
        assert answer.status_code in (303, 400), (name, answer.status_code)
    assert (house.settings.data_dir / "renda.db").stat().st_size > 100_000


def test_a_bomb_is_seen_before_it_is_opened(tmp_path: Path, bomb: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(bomb)
    with pytest.raises(uploads.Refused, match="展开以后太大"):
        uploads._refuse_bomb(path)


def test_a_script_in_every_text_of_the_database_is_only_text(app: FastAPI, house: House) -> None:
    """Each free text of every table that a page may show becomes a script; then every page is read."""
    with house.database.write() as connection:
        for table in (township, station, grid, person, entry, push, gap, contact):
            texts = {
                column.name: SCRIPT
                for column in table.c
                if isinstance(column.type, String | Text)
                and column.name in ("address", "question", "text", "group_name", "level", "phone", "error")
            }
            if texts:
                connection.execute(update(table).values(**texts))
        for table in (station, grid, person):
            connection.execute(update(table).values(name=SCRIPT + table.c.id))
        connection.execute(update(township).values(name=SCRIPT + township.c.id))
        for row in connection.execute(select(entry)).all():
            fields = {key: SCRIPT if isinstance(value, str) else value for key, value in row.fields.items()}
            dated = {"due_on": row.fields["due_on"]} if "due_on" in row.fields else {}
            connection.execute(update(entry).where(entry.c.id == row.id).values(fields={**fields, **dated}))
    seen = 0
    for route in ROUTES:
        if route.method != "GET":
            continue
        answer = _visitor_for(route, app).get(_path(route.path, house))
        assert answer.status_code < 500, route.path
        if "html" in answer.headers.get("content-type", ""):
            assert "<script>alert" not in answer.text, route.path
            assert "<img src=x" not in answer.text, route.path
            assert _running(answer.text) == [], route.path
            seen += "&lt;script&gt;" in answer.text
    assert seen >= 2, "no page showed the texts at all"


class _Running(HTMLParser):
    """Whatever a browser would run: handlers, scripts without an address, addresses that are code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.found += [f"{tag} {name}" for name in names if name.startswith("on")]
        self.found += [f"{tag} {it}" for it in names.values() if (it or "").strip().startswith("javascript:")]
        if tag == "script" and "src" not in names:
            self.found.append("script")


def _running(text: str) -> list[str]:
    parser = _Running()
    parser.feed(text)
    return parser.found


@pytest.mark.parametrize("route", POSTS, ids=lambda it: it.path)
def test_a_script_in_every_field_of_a_form_is_harmless(route: DeskRoute, app: FastAPI, house: House) -> None:
    """Whatever the form makes of it: no fault, and what comes back shows it as text."""
    visitor = _visitor_for(route, app)
    fields = dict.fromkeys(
        ("name", "display_name", "password", "again", "reason", "said", "value", "code", "text", "question"),
        SCRIPT,
    )
    answer = visitor.send(_path(route.path, house), fields)
    assert answer.status_code < 500
    if answer.status_code == 303 and answer.headers["location"].startswith("/desk"):
        answer = visitor.get(answer.headers["location"])
    assert "<script>alert" not in answer.text
