"""A township of many deputies who have all bound their phones, in a data folder of its own."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert

from bot.clock import system_clock
from bot.settings import Settings
from bot.simulator.platform import Account
from bot.store.database import Database
from bot.store.tables import contact, person, station, township

STATION = "A07"


def sender(number: int) -> str:
    return f"oFire{number:023d}"


def person_of(number: int) -> str:
    return f"p{number:04d}"


def fill(settings: Settings, deputies: int) -> None:
    database = Database(settings.database_url)
    database.migrate()
    at = system_clock() - timedelta(days=1)
    seen = {"bound_at": at, "first_seen_at": at, "last_seen_at": at, "notice_shown_at": at}
    seen["notice_version"] = settings.privacy.notice_version
    base = {"township_id": "t", "role": "deputy", "station_id": "s", "created_at": at}
    with database.write() as connection:
        connection.execute(insert(township).values(id="t", name="示例镇"))
        row = {"id": "s", "township_id": "t", "code": STATION, "name": "东街联络站"}
        connection.execute(insert(station).values(**row))
        numbers = range(deputies)
        connection.execute(
            insert(person), [{"id": person_of(n), "name": f"示例代表{n}", **base} for n in numbers]
        )
        ties = [{"sender": sender(n), "person_id": person_of(n), "channel": "wechat"} for n in numbers]
        connection.execute(insert(contact), [{**tie, **seen} for tie in ties])
    database.close()


def environment(account: Account, api: str, folder: object) -> dict[str, str]:
    """The settings as the server's own environment variables."""
    return {
        "RENDA_DATA_DIR": str(folder),
        "RENDA_WECHAT__APP_ID": account.app_id,
        "RENDA_WECHAT__APP_SECRET": account.app_secret,
        "RENDA_WECHAT__TOKEN": account.token,
        "RENDA_WECHAT__ENCODING_AES_KEY": account.encoding_aes_key,
        "RENDA_WECHAT__API_BASE": api,
    }
