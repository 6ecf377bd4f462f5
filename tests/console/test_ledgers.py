"""Ledgers at the desk: what is filtered is what is shown and exported, and nothing of the neighbours."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook
from sqlalchemy import insert, select, update

from bot.channels import Media
from bot.console import ledger_page
from bot.entry.house import House
from bot.ledger import attachments, corrections
from bot.store.tables import attachment, audit, entry, entry_counts
from tests.console.town import NOW, OTHERS_WORD
from tests.console.visitor import Visitor

PATH = "/desk/ledgers"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def _number(house: House, kind: str, township_id: str = "t1") -> str:
    with house.database.read() as connection:
        return str(
            connection.scalars(
                select(entry.c.number)
                .where(entry.c.township_id == township_id, entry.c.kind == kind)
                .order_by(entry.c.id)
            ).first()
        )


def _exported(clerk: Visitor, **query: str) -> list[dict[str, str]]:
    answer = clerk.http.get(f"{PATH}/export/csv", params=query)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def county(app: FastAPI) -> Visitor:
    return Visitor(app).enter("both")


def test_all_kinds_stand_in_one_table_and_none_of_the_neighbours(clerk: Visitor) -> None:
    page = clerk.read(PATH)
    assert all(word in page for word in ("帮老人修好了水管", "路灯不亮", "东街下水道", "扫码", "共 5 条"))
    assert OTHERS_WORD not in page


@pytest.mark.parametrize(
    ("query", "count", "word"),
    [
        ({"kind": "problem"}, 2, "东街下水道"),
        ({"kind": "problem", "stage": "assigned"}, 1, "西村桥栏杆"),
        ({"station": "t1-s2"}, 1, "西村桥栏杆"),
        ({"grid": "t1-g1"}, 4, "水管"),
        ({"deputy": "t1-p2"}, 1, "路灯不亮"),
        ({"state": "pending"}, 4, "水管"),  # a scanned code needs no clerk
        ({"from": "2026-12-05", "to": "2026-12-06"}, 1, "路灯不亮"),
        ({"from": "2026-12-06", "to": "2026-12-05"}, 1, "路灯不亮"),
        ({"text": "水管"}, 1, "水管"),
        ({"text": "李四"}, 1, "路灯不亮"),
        ({"text": "zf-2026-0001"}, 1, "路灯不亮"),
        ({"text": "%"}, 0, "没有这样的记录"),
        ({"station": "t2-s1"}, 0, "没有这样的记录"),
        ({"kind": "nonsense", "from": "x", "page": "-1", "sort": "x", "columns": "99.x"}, 5, "水管"),
    ],
)
def test_the_filter_shows_and_exports_the_same(
    clerk: Visitor, query: dict[str, str], count: int, word: str
) -> None:
    page = clerk.read(PATH, **query)
    assert word in page
    if count:
        assert f"共 {count} 条" in page
    numbers = [row["编号"] for row in _exported(clerk, **query)]
    assert len(numbers) == count
    assert all(number in page for number in numbers)


def test_an_entry_that_counts_elsewhere_is_in_that_ledger_too(clerk: Visitor, house: House) -> None:
    with house.database.write() as connection:
        visit = connection.scalar(
            select(entry.c.id).where(entry.c.township_id == "t1", entry.c.kind == "home_visit")
        )
        for item in ("hear_opinion", "report_problem"):
            values = {"entry_id": visit, "ledger": "five_ones", "item": item}
            connection.execute(insert(entry_counts).values(**values))
    assert len(_exported(clerk, kind="home_visit")) == 1
    page = clerk.read(PATH, kind="five_ones")
    assert "共 3 条" in page  # its own one, and the visit under two items
    assert len(_exported(clerk, kind="five_ones")) == 3
    assert "共 1 条" in clerk.read(PATH, kind="five_ones", item="hear_opinion")
    assert len(_exported(clerk, kind="five_ones", item="hear_opinion")) == 1
    assert "共 2 条" in clerk.read(PATH, kind="five_ones", text="路灯")


def test_pages_follow_each_other_and_columns_are_chosen(clerk: Visitor, house: House) -> None:
    with house.database.write() as connection:
        row = connection.execute(select(entry).where(entry.c.kind == "check_in")).first()
        assert row is not None
        more = [
            {**row._mapping, "id": f"more{n:04d}", "township_id": "t1", "number": f"QD-2026-{n + 100:04d}"}
            for n in range(60)
        ]
        connection.execute(insert(entry), more)
    first, second = clerk.read(PATH, kind="check_in"), clerk.read(PATH, kind="check_in", page="2")
    assert "第 1–50 条,共 61 条" in first
    assert "第 51–61 条,共 61 条" in second
    up = clerk.read(PATH, kind="check_in", sort="number")
    assert up.index("QD-2026-0001") < up.index("QD-2026-0100")
    chosen = clerk.get(PATH, kind="check_in", column=["1", "2"])
    assert chosen.status_code == 303
    few = clerk.read(chosen.headers["location"])
    assert 'data-label="编号"' in few
    assert 'data-label="方式"' not in few


def test_one_entry_beside_the_table_with_every_version_and_who_looked(clerk: Visitor, house: House) -> None:
    number = _number(house, "five_ones")
    clerk.does(f"/desk/entries/{number}/return", reason="日期写错了")
    page = clerk.read(PATH, entry=number)
    assert all(word in page for word in ("每一稿", "日期写错了", "已登记", "已退回", "王专干", "张三"))
    assert "还没有人在工作台上看过" in page
    assert "还没有人在工作台上看过" not in clerk.read(f"/desk/entries/{number}")
    with house.database.read() as connection:
        looks = connection.execute(select(audit).where(audit.c.target == f"entry:{number}")).all()
    assert [row.action for row in looks] == ["return", "view", "view"]


def test_who_looked_is_told_by_township_because_numbers_begin_anew(app: FastAPI, house: House) -> None:
    number = _number(house, "five_ones")
    Visitor(app).enter("lin").read(f"/desk/entries/{number}")
    page = Visitor(app).enter("wang").read(f"/desk/entries/{number}")
    assert "</span> lin</li>" not in page
    assert "还没有人在工作台上看过" in page
    assert OTHERS_WORD not in page


def test_residents_are_masked_until_the_clerk_asks(clerk: Visitor, county: Visitor, house: House) -> None:
    with house.database.write() as connection:
        connection.execute(
            update(entry)
            .where(entry.c.township_id == "t1", entry.c.kind == "home_visit")
            .values(fields={"whom": "张建国", "opinion": "电话13812345678"})
        )
    number = _number(house, "home_visit")
    county.does("/desk/township", township="t1")
    for page in (
        clerk.read(PATH, entry=number),
        clerk.read(PATH, kind="home_visit"),
        county.read(f"/desk/entries/{number}", full="1"),
    ):
        assert "张建国" not in page
        assert "13812345678" not in page
        assert "张某某" in page
    assert "张建国" in clerk.read(f"/desk/entries/{number}", full="1")
    exported = clerk.http.get(f"{PATH}/export/csv", params={"full": "1"}).content.decode("utf-8-sig")
    assert "张建国" not in exported


def test_several_are_verified_at_once_or_none(clerk: Visitor, house: House) -> None:
    numbers = [_number(house, "five_ones"), _number(house, "home_visit")]
    assert "请先勾上" in clerk.does("/desk/ledgers/verify")
    assert "2 条都已核实" in clerk.does("/desk/ledgers/verify", number=numbers)
    more = [_number(house, "problem"), numbers[0]]
    assert "刚刚有人处理过" in clerk.does("/desk/ledgers/verify", number=more)
    with house.database.read() as connection:
        state = connection.scalar(
            select(entry.c.state).where(entry.c.number == more[0], entry.c.township_id == "t1")
        )
    assert state == "recorded"


def test_only_the_clerk_has_buttons(county: Visitor, house: House) -> None:
    county.does("/desk/township", township="t1")
    page = county.read(PATH, entry=_number(house, "five_ones"))
    assert "帮老人修好了水管" in page
    content = page[page.index("<main") :]
    assert 'method="post"' not in content
    assert "替代表记" not in content
    assert OTHERS_WORD in Visitor(county.app).enter("lin").read(PATH)


def test_the_official_files_say_what_was_filtered(clerk: Visitor, house: House, tmp_path: Path) -> None:
    answer = clerk.http.get(f"{PATH}/export/xlsx", params={"kind": "problem", "station": "t1-s2"})
    (tmp_path / "a.xlsx").write_bytes(answer.content)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    told = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "西村联络站" in told
    assert "西村桥栏杆断了" in told
    assert "东街下水道" not in told
    assert "attachment" in answer.headers["content-disposition"]
    assert clerk.http.get(f"{PATH}/export/docx").content[:2] == b"PK"
    assert clerk.get(f"{PATH}/export/exe").status_code == 404
    with house.database.read() as connection:
        rows = connection.scalars(select(audit.c.detail).where(audit.c.action == "ledger_export")).all()
    assert len(rows) == 2
    assert "lines=1" in rows[0]


@pytest.fixture
def photos(house: House) -> dict[str, str]:
    """A photo of each township's entry."""
    sha256 = attachments.keep(house.settings.data_dir, Media(PNG, "image/png"))
    made = {}
    with house.database.write() as connection:
        for key in ("t1", "t2"):
            whose = connection.scalar(
                select(entry.c.id).where(entry.c.township_id == key, entry.c.kind == "five_ones")
            )
            values = {"id": f"{key}-photo", "entry_id": whose, "channel": "wechat", "sender": key}
            kept = {"state": "kept", "sha256": sha256, "mime": "image/png", "size_bytes": len(PNG)}
            connection.execute(
                insert(attachment).values(**values, **kept, media_id=key, media_kind="image", created_at=NOW)
            )
            made[key] = f"{key}-photo"
    return made


def test_a_photo_comes_with_its_own_entry_only(
    clerk: Visitor, desk: Visitor, house: House, photos: dict[str, str]
) -> None:
    number = _number(house, "five_ones")
    address = f"/desk/entries/{number}/photos/{photos['t1']}"
    assert address in clerk.read(PATH, entry=number)
    answer = clerk.http.get(address)
    assert answer.content == PNG
    assert "sandbox" in answer.headers["content-security-policy"]
    assert clerk.get(f"/desk/entries/{number}/photos/{photos['t2']}").status_code == 404
    other = _number(house, "home_visit")
    assert clerk.get(f"/desk/entries/{other}/photos/{photos['t1']}").status_code == 404
    assert Visitor(clerk.app).get(address).status_code == 303
    with house.database.write() as connection:
        connection.execute(update(entry).where(entry.c.number == number).values(state="withdrawn"))
    assert clerk.get(address).status_code == 404


def test_script_in_a_record_is_text(clerk: Visitor, house: House) -> None:
    with house.database.write() as connection:
        connection.execute(
            update(entry)
            .where(entry.c.township_id == "t1", entry.c.kind == "five_ones")
            .values(fields={"content": "<script>alert(1)</script>"})
        )
    answer = clerk.get(PATH, entry=_number(house, "five_ones"), text="<script>")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_an_entry_of_nobody_is_not_there(clerk: Visitor, house: House) -> None:
    for number in ("WG-2026-9999", "x", "%00"):
        assert clerk.get(f"/desk/entries/{number}").status_code == 404
    assert clerk.get(PATH, entry="WG-2026-9999").status_code == 404


def test_a_search_that_finds_very_much_says_so_and_the_export_has_it_all(
    clerk: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = clerk.read("/desk/ledgers", text="张三")
    assert "共 3 条" in whole
    monkeypatch.setattr(ledger_page, "MOST_FOUND", 2)
    page = clerk.read("/desk/ledgers", text="张三")
    assert "共 2 多 条" in page
    assert page.count('name="number" value="') == 2
    export = clerk.get("/desk/ledgers/export/csv", text="张三").content.decode("utf-8-sig")
    assert export.count("张三") >= 3


def test_a_search_is_kept_for_its_pages_and_made_anew_after_an_entry(clerk: Visitor, house: House) -> None:
    assert "共 1 条" in clerk.read(PATH, text="西村桥栏杆")
    assert "共 1 条" in clerk.read(PATH, text="西村桥栏杆", page="1")
    with house.database.write() as connection:
        was = corrections.find(connection, "t1", _number(house, "five_ones"))
        assert was is not None
        told = {"content": "西村桥栏杆也松了"}
        assert corrections.change(connection, was, NOW, by="clerk", action="correct", fields=told)
    assert "共 2 条" in clerk.read(PATH, text="西村桥栏杆")


def test_a_ledger_with_what_counts_in_it_stands_in_the_order_that_is_asked_for(
    clerk: Visitor, house: House
) -> None:
    with house.database.write() as connection:
        for (identifier,) in connection.execute(select(entry.c.id).where(entry.c.township_id == "t1")).all():
            values = {"entry_id": identifier, "ledger": "problem", "item": "其他"}
            if not connection.execute(
                select(entry_counts).where(
                    entry_counts.c.entry_id == identifier, entry_counts.c.ledger == "problem"
                )
            ).first():
                connection.execute(insert(entry_counts).values(values))
        known = {
            "number": sorted(connection.scalars(select(entry.c.number).where(entry.c.township_id == "t1")))
        }
    for sort, wanted in (("number", known["number"]), ("-number", known["number"][::-1])):
        page = clerk.read(PATH, kind="problem", sort=sort)
        shown = [part.split('"')[0] for part in page.split('name="number" value="')[1:]]
        assert list(dict.fromkeys(shown)) == [number for number in wanted if number in shown]
        assert len(set(shown)) >= 3
