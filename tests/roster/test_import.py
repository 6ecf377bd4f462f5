"""What an import does to the roster, and what it leaves alone."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.roster import diff
from bot.roster.importing import import_roster
from bot.roster.plan import Action
from bot.roster.template import template_csv, template_xlsx
from bot.store.tables import audit, grid, person, station, township
from tests.roster.conftest import NOW, TOWNSHIP


def people(database, *columns):
    with database.read() as connection:
        rows = connection.execute(select(*columns).order_by(person.c.created_at, person.c.id))
        return sorted(tuple(row) for row in rows)


def count(database, table):
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_everything_lands_with_its_places(database, bring):
    report = bring(["王小明", "代表", "A07", "一网格", 13800000001.0, "乡镇、县级", "第一小组"])
    assert report.applied
    assert people(
        database, person.c.name, person.c.role, person.c.phone, person.c.level, person.c.group_name
    ) == [("王小明", "deputy", "13800000001", "乡镇、县级", "第一小组")]
    with database.read() as connection:
        row = connection.execute(
            select(station.c.code, grid.c.code)
            .select_from(person)
            .join(station, person.c.station_id == station.c.id)
            .join(grid, person.c.grid_id == grid.c.id)
        ).one()
    assert tuple(row) == ("A07", "W1")


def test_a_second_import_of_the_same_file_changes_nothing(database, bring):
    rows = (
        ["王小明", "代表", "A07", "W1", "13800000001"],
        ["李小红", "专干"],
        ["赵网格", "网格员", None, "W3"],
    )
    bring(*rows)
    before = people(database, *person.c)
    again = bring(*rows)
    assert again.plan.idle
    assert people(database, *person.c) == before
    assert count(database, audit) == 1


def test_a_file_with_one_bad_row_changes_nothing_and_names_every_fault(database, bring):
    report = bring(
        ["王小明", "代表", "A07"],
        ["李4", "代表", "没有的站"],
        [None, "秘书长", None, None, "12345"],
        ["张三丰", "代表", None, None, None, "村级"],
    )
    assert not report.applied
    assert count(database, person) == count(database, township) == 0
    said = [(c.where, c.reason) for c in report.complaints]
    assert [where for where, _ in said].count("“人员”第 4 行") == 3  # no name, unknown role, bad phone
    for where, word in [
        ("“人员”第 3 行", "姓名“李4”"),
        ("“人员”第 3 行", "没有的站"),
        ("“人员”第 4 行", "“姓名”没有填"),
        ("“人员”第 4 行", "秘书长"),
        ("“人员”第 4 行", "12345"),
        ("“人员”第 5 行", "村级"),
    ]:
        assert any(w == where and word in reason for w, reason in said), (where, word)


def test_an_unknown_station_is_named_with_its_row(bring):
    (complaint,) = bring(["王小明", "代表", "没有的站"]).complaints
    assert complaint.where == "“人员”第 2 行"
    assert "没有的站" in complaint.reason


def test_a_bad_station_row_is_not_blamed_on_the_people_in_it(database, workbook):
    path = workbook(
        联络站=[["联络站编号", "联络站名称"], ["A07", None]],
        人员=[["姓名", "身份", "联络站"], ["王小明", "代表", "A07"]],
    )
    report = import_roster(database, path, TOWNSHIP, NOW)
    assert [c.where for c in report.complaints] == ["“联络站”第 2 行"]


def test_a_changed_phone_and_a_moved_grid_are_the_same_person(database, bring):
    bring(["王小明", "代表", "A07", "W1", "13800000001"])
    report = bring(["王小明", "代表", "B01", "W3", "13800000001"])
    (line,) = diff.lines(report.plan)
    assert line == "  ~ 修改 代表 王小明:联络站 东街站 → 西街站;网格 一网格 → 三网格"
    assert count(database, person) == 1


def test_an_empty_cell_keeps_and_a_typed_none_clears(database, bring):
    bring(["王小明", "代表", "A07", "W1", "13800000001"])
    assert bring(["王小明", "代表"]).plan.idle
    bring(["王小明", "代表", "", "", "无"])
    assert people(database, person.c.phone) == [("",)]


def test_a_dry_run_says_what_would_change_and_changes_nothing(database, bring):
    report = bring(["王小明", "代表"], dry_run=True)
    assert not report.applied
    assert len(report.plan.of(Action.ADDED, "person")) == 1
    assert count(database, person) == count(database, township) == 0


def test_who_is_missing_stays_unless_the_list_is_full(database, bring):
    bring(["王小明", "代表"], ["李小红", "代表"])
    assert len(bring(["王小明", "代表"]).plan.of(Action.ABSENT)) == 1
    assert people(database, person.c.name, person.c.active) == [("李小红", True), ("王小明", True)]
    bring(["王小明", "代表"], full=True)
    assert people(database, person.c.name, person.c.active) == [("李小红", False), ("王小明", True)]


def test_who_returns_is_the_same_person(database, bring):
    bring(["王小明", "代表", None, None, "13800000001"])
    bring(["王小明", "代表", None, None, "13800000001", None, None, "离任"])
    assert people(database, person.c.active) == [(False,)]
    bring(["王小明", "代表", None, None, "13800000001"])
    assert people(database, person.c.active) == [(True,)]


def test_a_deputy_who_is_also_the_clerk_is_two_lines(database, bring):
    assert bring(
        ["王小明", "代表", None, None, "13800000001"], ["王小明", "专干", None, None, "13800000001"]
    ).applied
    assert count(database, person) == 2


def test_the_template_as_handed_out_has_nothing_to_import_but_is_recognised(database, tmp_path):
    for name, content in (("模板.xlsx", template_xlsx()), ("模板.csv", template_csv())):
        path = tmp_path / name
        path.write_bytes(content)
        try:
            import_roster(database, path, TOWNSHIP, NOW)
        except Exception as error:
            assert "没有可以导入的行" in str(error)  # noqa: PT017
        else:
            raise AssertionError("the examples must not be imported")
