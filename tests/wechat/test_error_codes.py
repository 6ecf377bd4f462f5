"""Every number with which the platform refuses has a class and a Chinese sentence (facts §4.7)."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from bot.texts import wechat_errors as texts
from bot.wechat.error_codes import CLASSES, MEANINGS, STALE_TOKEN, TEMPLATE_UNUSABLE, ApiFailed, Next, meaning

SHEET = Path(__file__).parents[3] / "shared" / "reference" / "wechat_facts.md"

# The sheet's own words for what to do, as classes of ours; the first that fits counts.
WORDS = (
    ("credential config", Next.FIX_SETTINGS),
    ("stop until next day", Next.RETRY_LATER),
    ("retry next minute", Next.RETRY_LATER),
    ("retry with back-off", Next.RETRY_LATER),
    ("refresh token once", Next.FIX_SETTINGS),  # what is left when that did not help
    ("same", Next.FIX_SETTINGS),
    ("degrade feature", Next.FIX_SETTINGS),
    ("fix data", Next.FIX_SETTINGS),
    ("fix menu", Next.FIX_SETTINGS),
    ("stop, alarm", Next.FIX_SETTINGS),
    ("permanent for", Next.RECIPIENT_NEVER),
    ("permanent until", Next.RECIPIENT_NEVER),
    ("do not retry", Next.RECIPIENT_NEVER),
    ("restart the oauth", Next.RECIPIENT_NEVER),
    ("fix and resend", Next.BUG),
    ("re-upload", Next.BUG),
    ("bug", Next.BUG),
)
# 43003: not https, and the only such address is the setting api_base.
# 43019: "permanent" without a word for whom; the row's meaning names the recipient.
OURS = {43003: Next.FIX_SETTINGS, 43019: Next.RECIPIENT_NEVER}


def rows() -> list[tuple[list[int], str]]:
    """Codes and "class" column of the table in §4.7, ranges and short forms written out."""
    if not SHEET.exists():
        pytest.skip("the facts sheet is not beside the project")
    section = SHEET.read_text("utf-8").split("### 4.7", 1)[1].split("\n## ", 1)[0]
    cells = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return [(codes_in(first), last.lower()) for first, *_, last in cells[2:]]


def codes_in(cell: str) -> list[int]:
    cell = re.sub(r"(\d{3})(\d\d)/(\d\d)\b", r"\1\2 \1\3", cell)
    spans = [range(int(a), int(b) + 1) for a, b in re.findall(r"(\d{5})-(\d{5})", cell)]
    single = [int(code) for code in re.findall(r"(?<![\d-])(?:-1|\d{5}|0)(?![\d-])", cell)]
    return [*chain.from_iterable(spans), *single]


def test_the_sheets_table_is_read_whole():
    found = set(chain.from_iterable(codes for codes, _ in rows()))
    assert {-1, 0, 40001, 40015, 40021, 40028, 40055, 45067, 65316, 89503} <= found
    assert len(found) >= 69


def test_every_code_of_the_sheets_table_is_ours_too():
    missing = {code for codes, _ in rows() for code in codes} - {0} - MEANINGS.keys()
    assert not missing, f"no class and no sentence for {sorted(missing)}"


def test_the_classes_are_those_of_the_sheet():
    for codes, said in rows():
        wanted = next((kind for words, kind in WORDS if words in said), None)
        for code in codes:
            if wanted is not None and code != 0:
                assert meaning(code).next is OURS.get(code, wanted), (code, said)
        if "recipient" in said:
            assert {meaning(code).next for code in codes} == {Next.RECIPIENT_NEVER}, codes


def test_also_the_codes_that_the_sheet_names_elsewhere():
    """Those of the stand-in's endpoints (§8)."""
    if not SHEET.exists():
        pytest.skip("the facts sheet is not beside the project")
    sheet = SHEET.read_text("utf-8")
    endpoints = sheet.split("## 8.", 1)[1].split("## 9.", 1)[0]
    named = {int(code) for code in re.findall(r"\b(4[0-9]{4}|6002[0-9])\b", endpoints)}
    assert len(named) >= 40
    missing = named - MEANINGS.keys()
    assert not missing, f"no class and no sentence for {sorted(missing)}"


# Without the sheet: what follows from each class, by codes that matter day to day.


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (Next.RETRY_LATER, (-1, 45009, 45011)),
        (Next.FIX_SETTINGS, (40001, 40013, 40125, 40164, 40243, 61004, 48001, 50002, 40037, 47003, 65316)),
        (Next.RECIPIENT_NEVER, (40003, 43004, 43019, 43101, 45015, 45047, 48002)),
        (Next.BUG, (41001, 47001, 40033, 43002, 44002, 45002, 45008, 44004, 40007)),
    ],
)
def test_what_happens_next(kind: Next, codes: tuple[int, ...]):
    permanent = kind in (Next.RECIPIENT_NEVER, Next.BUG)
    for code in codes:
        assert meaning(code).next is kind, code
        assert ApiFailed(code).as_push_failed().permanent is permanent, code


def test_each_code_has_one_class_and_one_sentence():
    classed = list(chain.from_iterable(CLASSES.values()))
    assert len(classed) == len(set(classed)) == len(texts.API_ERRORS)
    assert set(classed) == texts.API_ERRORS.keys()
    assert {*STALE_TOKEN, *TEMPLATE_UNUSABLE} <= set(classed)


def test_each_sentence_is_whole_and_says_something_of_its_own():
    sentences = [*texts.API_ERRORS.values(), *texts.TRANSPORT_ERRORS.values(), texts.API_UNKNOWN]
    for sentence in sentences:
        assert re.search("[一-鿿]", sentence), sentence
        assert sentence.endswith("。"), sentence
    twins = {40017: 40023}  # both say how many buttons a column may have
    assert len(set(sentences)) == len(sentences) - len(twins)


def test_what_is_wrong_in_the_settings_names_the_place_to_mend():
    """A console page, a command, a setting or a limit: something to do, not only a complaint."""
    places = re.compile(r"请|最多|要 1 到|要写全|wechat\.")
    for code in CLASSES[Next.FIX_SETTINGS]:
        assert places.search(texts.API_ERRORS[code]), (code, texts.API_ERRORS[code])


def test_an_unknown_code_is_tried_again():
    assert meaning(123456) == (meaning(654321))
    assert meaning(123456).text == texts.API_UNKNOWN
    assert not ApiFailed(123456).as_push_failed().permanent
