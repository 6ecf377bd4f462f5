"""Local rules that say otherwise than national law: both are shown, national law first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge
from knowledge.base import Knowledge
from knowledge.tables import table
from tests.knowledge.conftest import ON, copy_of

ROOT = Path(knowledge.__file__).parents[1]


@pytest.fixture(scope="module")
def everywhere(
    statutes_dir: Path, tmp_path_factory: pytest.TempPathFactory, regulations: Path
) -> Iterator[dict[str, Knowledge]]:
    opened = {}
    for region in ("重庆市", "山东省", "北京市", "浙江省"):
        folder = copy_of(statutes_dir, tmp_path_factory.mktemp("conflicts"))
        opened[region] = Knowledge.open(folder, region=region)
        opened[region].import_paths(sorted(regulations.glob(f"{region}*.md")))
    yield opened
    for each in opened.values():
        each.close()


@pytest.mark.parametrize(
    ("region", "question", "national", "says"),
    [
        ("重庆市", "重庆市乡镇人民代表大会代表的建议多久办结答复?", "第五十一条", "两个月"),
        ("山东省", "山东省乡镇人大代表提的建议,大会闭会之日起多久答复?", "第五十一条", "四个月"),
        ("重庆市", "重庆市乡镇人大主席团闭会期间可以接受个别领导人员的辞职吗?", "第三十二条", "辞职"),
        ("北京市", "北京市村民委员会每届任期几年?", "第十四条", "五年"),
        ("浙江省", "浙江省宪法宣誓的誓词是什么?", "第二十七条", "新誓词"),
    ],
)
def test_both_are_shown_and_which_prevails(
    everywhere: dict[str, Knowledge], region: str, question: str, national: str, says: str
) -> None:
    answer = everywhere[region].ask(question, on=ON)
    assert not answer.refused
    assert answer.citations[0].region == ""
    assert answer.citations[0].article == national
    assert any(c.region == region for c in answer.citations[1:4])
    assert says in answer.text
    assert "国家法律效力更高" in answer.text


def test_the_corrections_page_holds_every_correction() -> None:
    page = (ROOT / "docs" / "knowledge_corrections.md").read_text("utf-8")
    for row in table("corrections")["correction"]:
        assert (
            f"| {row['law']} | {row['version']} | {row['field']} | {row['value']} | {row['source']} |" in page
        )
