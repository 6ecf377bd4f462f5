"""Binding codes: once, for one person, for a time, and readable nowhere."""

from __future__ import annotations

import stat
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import Refused
from bot.roster import codes
from bot.roster.secret import binding_secret, secret_path
from bot.store.tables import binding_code, person
from tests.roster.conftest import NOW


@pytest.fixture
def deputy(database, bring):
    bring(["王小明", "代表", "A07", "W1", "13800000001"])
    with database.read() as connection:
        return connection.execute(select(person)).one()


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def test_name_and_code_are_the_person_once(database, settings, deputy):
    with database.write() as connection:
        code = codes.issue(connection, deputy.id, settings, NOW)
        assert codes.verify(connection, deputy.id, code, settings, NOW)
        assert codes.redeem(connection, deputy.township_id, " 王　小明 ", code, settings, NOW) == deputy
        assert codes.redeem(connection, deputy.township_id, "王小明", code, settings, NOW) is None
        assert not codes.verify(connection, deputy.id, code, settings, NOW)


def test_full_width_digits_are_taken(database, settings, deputy):
    with database.write() as connection:
        code = codes.issue(connection, deputy.id, settings, NOW)
        typed = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        assert codes.redeem(connection, None, "王小明", typed, settings, NOW) == deputy


def test_a_wrong_code_name_or_township_is_nobody_and_uses_nothing_up(database, settings, deputy):
    with database.write() as connection:
        code = codes.issue(connection, deputy.id, settings, NOW)
        for township_id, name, typed in [
            (None, "王小明", wrong(code)),
            (None, "王小明", ""),
            (None, "李小明", code),
            ("another", "王小明", code),
        ]:
            assert codes.redeem(connection, township_id, name, typed, settings, NOW) is None
        assert codes.redeem(connection, None, "王小明", code, settings, NOW) == deputy


def test_a_code_ends_after_its_days(database, settings, deputy):
    with database.write() as connection:
        code = codes.issue(connection, deputy.id, settings, NOW)
        end = NOW + timedelta(days=settings.binding.code_days)
        assert codes.redeem(connection, None, "王小明", code, settings, end) is None
        assert codes.redeem(connection, None, "王小明", code, settings, end - timedelta(seconds=1)) == deputy


def test_a_new_code_voids_the_old_one(database, settings, deputy):
    with database.write() as connection:
        old = codes.issue(connection, deputy.id, settings, NOW)
        new = codes.issue(connection, deputy.id, settings, NOW)
        while new == old:  # one in a million
            new = codes.issue(connection, deputy.id, settings, NOW)
        assert codes.redeem(connection, None, "王小明", old, settings, NOW) is None
        assert codes.redeem(connection, None, "王小明", new, settings, NOW) == deputy


def test_who_left_office_cannot_bind(database, settings, deputy, bring):
    with database.write() as connection:
        code = codes.issue(connection, deputy.id, settings, NOW)
    bring(["王小明", "代表", None, None, "13800000001", None, None, "离任"])
    with database.write() as connection:
        assert codes.redeem(connection, None, "王小明", code, settings, NOW) is None


def test_two_of_one_name_each_have_their_own(database, settings, bring):
    bring(["李华", "代表", None, "W1"], ["李华", "代表", None, "W3"])
    with database.write() as connection:
        one, two = connection.execute(select(person).order_by(person.c.id)).all()
        first, second = (codes.issue(connection, row.id, settings, NOW) for row in (one, two))
        assert first != second
        assert codes.redeem(connection, None, "李华", second, settings, NOW) == two
        assert codes.redeem(connection, None, "李华", first, settings, NOW) == one


def test_namesakes_never_hold_the_same_code(database, settings, bring, monkeypatch):
    bring(["李华", "代表", None, "W1"], ["李华", "代表", None, "W3"])
    drawn = iter([7, 7, 8])
    monkeypatch.setattr(codes.secrets, "randbelow", lambda _: next(drawn))
    with database.write() as connection:
        one, two = connection.scalars(select(person.c.id)).all()
        assert codes.issue(connection, one, settings, NOW) == "000007"
        assert codes.issue(connection, two, settings, NOW) == "000008"


def test_the_database_knows_no_code(database, settings, deputy):
    with database.write() as connection:
        code = codes.issue(connection, deputy.id, settings, NOW)
    with database.read() as connection:
        assert code not in str(connection.execute(select(binding_code)).all())


def test_the_secret_is_made_once_and_is_the_owners_alone(settings):
    first = binding_secret(settings.data_dir)
    assert binding_secret(settings.data_dir) == first
    assert stat.S_IMODE(secret_path(settings.data_dir).stat().st_mode) == 0o600
    assert [path.name for path in secret_path(settings.data_dir).parent.iterdir()] == ["binding.key"]


@pytest.mark.parametrize("content", ["", "zz", "abcd"])
def test_a_spoilt_secret_is_a_clear_sentence_and_not_a_new_secret(settings, content):
    binding_secret(settings.data_dir)
    secret_path(settings.data_dir).write_text(content)
    with pytest.raises(Refused, match="密钥"):
        binding_secret(settings.data_dir)
    assert secret_path(settings.data_dir).read_text() == content
