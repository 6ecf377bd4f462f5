"""Binding codes (绑定码): six digits that tie a person of the roster to whoever types them, once.

Only a keyed digest is stored. A code is readable at the moment it is issued and never again. Wrong tries are
counted by the caller, per contact.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from bot.roster.clean import person_name, squeezed
from bot.roster.secret import binding_secret
from bot.settings import Settings
from bot.store.tables import binding_code, person

DIGITS = 6


def issue(connection: Connection, person_id: str, settings: Settings, now: datetime) -> str:
    """A fresh code for the person; any earlier one of hers is void from now on."""
    secret = binding_secret(settings.data_dir)
    name = connection.scalar(select(person.c.name).where(person.c.id == person_id))
    namesakes = [row for row in _live(connection, None, str(name), now) if row.id != person_id]
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        # Two people of one name must not hold the same code: whose would it be?
        if not any(_same(row.digest, _digest(secret, row.id, code)) for row in namesakes):
            break
    connection.execute(delete(binding_code).where(binding_code.c.person_id == person_id))
    connection.execute(
        binding_code.insert().values(
            person_id=person_id,
            digest=_digest(secret, person_id, code),
            issued_at=now,
            expires_at=now + timedelta(days=settings.binding.code_days),
        )
    )
    return code


def verify(connection: Connection, person_id: str, code: str, settings: Settings, now: datetime) -> bool:
    """Whether this person's live code is the one given. Uses nothing up."""
    row = connection.execute(select(binding_code).where(binding_code.c.person_id == person_id)).first()
    secret = binding_secret(settings.data_dir)
    right = _same(row.digest if row else "", _digest(secret, person_id, squeezed(code)))
    return right and row is not None and row.used_at is None and row.expires_at > now


def redeem(
    connection: Connection, township_id: str | None, name: str, code: str, settings: Settings, now: datetime
) -> Row[Any] | None:
    """The person whose name and live code these are, and the code is used up; ``None``: no such person.

    Everybody of that name is tried and every digest compared to its end, so that neither the time nor the
    order tells anything.
    """
    secret = binding_secret(settings.data_dir)
    plain = squeezed(code)
    _same(_digest(secret, "", plain), _digest(secret, "", ""))  # nobody of that name costs as much as one
    fitting = [
        row
        for row in _live(connection, township_id, name, now)
        if _same(row.digest, _digest(secret, row.id, plain))
    ]
    if len(fitting) != 1:
        return None
    used = connection.execute(
        update(binding_code)
        .where(binding_code.c.person_id == fitting[0].id, binding_code.c.used_at.is_(None))
        .values(used_at=now)
    )
    if used.rowcount != 1:  # somebody else was quicker with the same code
        return None
    return connection.execute(select(person).where(person.c.id == fitting[0].id)).one()


def live_holders(connection: Connection, now: datetime) -> set[str]:
    """The persons who hold a code that would still be taken."""
    query = select(binding_code.c.person_id).where(
        binding_code.c.used_at.is_(None), binding_code.c.expires_at > now
    )
    return set(connection.scalars(query))


def _live(connection: Connection, township_id: str | None, name: str, now: datetime) -> Sequence[Row[Any]]:
    query = (
        select(person.c.id, binding_code.c.digest)
        .join(binding_code, binding_code.c.person_id == person.c.id)
        .where(person.c.name == person_name(name), person.c.active.is_(True))
        .where(binding_code.c.used_at.is_(None), binding_code.c.expires_at > now)
    )
    if township_id is not None:
        query = query.where(person.c.township_id == township_id)
    return list(connection.execute(query))


def _digest(secret: bytes, person_id: str, code: str) -> str:
    return hmac.new(secret, f"binding:{person_id}:{code}".encode(), hashlib.sha256).hexdigest()


def _same(a: str, b: str) -> bool:
    return hmac.compare_digest(a, b)
