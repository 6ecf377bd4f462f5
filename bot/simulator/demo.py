"""The demo: the sample township, the stand-in platform and the chat page, around the real application.

``demo_settings`` first, then the application over them, then ``prepare_demo`` and ``Demo.attach``.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import select

from bot.clock import Clock, system_clock
from bot.errors import Refused
from bot.roster.importing import import_roster
from bot.roster.known import find_township, read_known
from bot.settings import Settings
from bot.simulator import demo_settings as keys
from bot.simulator.codebook import CodeBook
from bot.simulator.next_reminder import NextReminder
from bot.simulator.platform import Account, Platform
from bot.simulator.router import simulator_router
from bot.simulator.sample import town
from bot.simulator.stage import Card, Happening, SampleUser, Stage
from bot.store.database import Database
from bot.store.tables import contact, person
from bot.texts import simulator as texts
from bot.wechat import menu
from bot.wechat.api import PlatformClient
from bot.wechat.channel import WeChatChannel
from bot.wechat.error_codes import ApiFailed

MENU_TRIES = 240
MENU_EVERY_SECONDS = 0.5


@dataclass(frozen=True)
class Demo:
    settings: Settings
    platform: Platform
    stage: Stage

    def attach(self, app: FastAPI) -> None:
        """Adds ``/simulator`` and, below it, the platform's interface."""
        app.mount(keys.PLATFORM_PATH, self.platform.api_app)
        app.include_router(simulator_router(self.platform, self.stage))

    def publish_menu_soon(self) -> None:
        """Publishes the menu as an office does, as soon as the server answers; returns at once."""
        publish = partial(publish_menu, self.settings)
        threading.Thread(target=publish, name="demo-menu", daemon=True).start()

    def what_to_try(self) -> str:
        server = self.settings.server
        first = self.stage.people[0]
        binding = next((it.says for it in first.tries() if it.says.startswith("绑定")), "")
        address = keys.local_address(server.host, server.port)
        return texts.what_to_try(address, self._command(), binding)

    def _command(self) -> str:
        """As it was typed: after ``make demo`` the command is in ``.venv/bin``, which is on nobody's path."""
        typed = sys.argv[0] if Path(sys.argv[0]).stem == "renda" else "renda"
        return f"{typed} --config {self.settings.data_dir / keys.FILE}"


def prepare_demo(settings: Settings, database: Database, *, clock: Clock = system_clock) -> Demo:
    """Loads the sample township once and sets the stage. ``settings``: those of ``demo_settings``.

    Raises :class:`Refused` when the folder holds an office's own data; nothing is changed then.
    """
    _refuse_real_data(settings, database)
    keys.keep(settings)
    _load_township(settings, database, clock)
    platform = _platform(settings, clock)
    following = _following(database)
    for openid in following:
        platform.people.get(openid)  # a restarted stand-in has to meet them again before it sends to them
    return Demo(settings, platform, _stage(settings, database, clock, following))


def publish_menu(settings: Settings, wait: Callable[[float], None] = time.sleep) -> bool:
    """Whether the platform took it, in the end."""
    client = PlatformClient(settings.wechat)
    for _ in range(MENU_TRIES):
        try:
            menu.publish(client, settings.wechat.menu)
        except ApiFailed:
            wait(MENU_EVERY_SECONDS)
        else:
            return True
    return False


def _refuse_real_data(settings: Settings, database: Database) -> None:
    with database.read() as connection:
        people = connection.execute(select(person.c.id).limit(1)).first()
    if people is not None and not (settings.data_dir / keys.FILE).is_file():
        raise Refused(texts.REAL_DATA.format(folder=settings.data_dir))


def _load_township(settings: Settings, database: Database, clock: Clock) -> None:
    """Once: what the demo's clerk changed in the roster afterwards stays."""
    township = settings.office.township
    with database.read() as connection:
        found = find_township(connection, township)
        if found and read_known(connection, found).persons:
            return
    report = import_roster(database, town.ROSTER, township, clock())
    if not report.applied:
        raise RuntimeError(f"the sample roster was refused: {report.complaints}")


def _platform(settings: Settings, clock: Clock) -> Platform:
    wechat, server = settings.wechat, settings.server
    account = Account(
        wechat.app_id, wechat.app_secret, wechat.token, wechat.encoding_aes_key, wechat.mode, town.ACCOUNT_ID
    )
    platform = Platform(account, keys.local_address(server.host, server.port) + "/wechat", clock)
    platform.templates[keys.TEMPLATE_ID] = tuple(keys.TEMPLATE_FIELDS.values())
    return platform


def _following(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.scalars(select(contact.c.sender).where(contact.c.following)))


def _stage(settings: Settings, database: Database, clock: Clock, following: set[str]) -> Stage:
    book = CodeBook(database, settings, clock)
    reminder = NextReminder(database, settings, {"wechat": WeChatChannel(settings)}, clock)
    people = (
        SampleUser(it.key, it.openid, it.name, it.title, partial(book.tries, it)) for it in town.HOLDERS
    )
    return Stage(
        account_name=texts.account_name(settings.office.township),
        people=tuple(people),
        places=town.PLACES,
        codes=town.CODES,
        menu=tuple(menu.buttons(settings.wechat.menu)),
        happenings=(Happening("reminder", texts.NEXT_REMINDER, reminder.run),),
        card=Card(texts.CARD_TITLE, {keys.TEMPLATE_FIELDS[name]: texts.CARD[name] for name in texts.CARD}),
        following=following,
    )
