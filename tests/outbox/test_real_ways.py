"""The WeChat ways and the SMS gateway over real HTTP, against the stand-in platform."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from bot.errors import PushFailed
from bot.messages import Push
from bot.outbox.send import send_due
from bot.outbox.ways.opened import open_ways
from bot.outbox.ways.sms import SmsGateway
from bot.settings import Settings
from bot.settings.reminding import Reminders
from bot.simulator.platform import Account, Platform, new_aes_key
from tests.reminders.world import World
from tests.wechat.server import serving

KEYS = {"what": "thing1", "when": "time2", "where": "thing3"}


@pytest.fixture
def platform(world: World) -> Iterator[Platform]:
    account = Account("wx1234567890abcdef", "secret", "TestToken123", new_aes_key())
    made = Platform(account, "")
    made.templates = {"TPL": tuple(KEYS.values())}
    with serving(made.api_app) as address:
        section = {"app_id": account.app_id, "app_secret": account.app_secret, "api_base": address}
        world.settings = Settings(
            data_dir=world.folder, wechat={**section, "template_fields": KEYS}, reminders={"nudge": False}
        )
        yield made


def sends(world: World) -> list[str]:
    """Which way each eve went."""
    settings = world.settings
    world.plans("2026-12-09T17:00")
    send_due(world.database, open_ways(settings), settings, world.now)
    rows = world.rows(occasion="reception_day:2026-12-10", kind="reception_day_eve")
    return [str(row["channel"] or row["error"]) for row in rows]


def with_templates(world: World, *, subscription: str = "", template: str = "") -> None:
    wechat = world.settings.wechat.model_copy(update={"template_id": template})
    reminders = world.settings.reminders.model_copy(update={"subscription_template_id": subscription})
    world.settings = world.settings.model_copy(update={"wechat": wechat, "reminders": reminders})


def test_the_subscription_comes_first_and_its_fields_fit(world: World, platform: Platform) -> None:
    deputy = world.deputy("王秀英")
    platform.people.get(f"o_{deputy}")
    with_templates(world, subscription="TPL", template="TPL")
    assert sends(world) == ["wechat_subscription"]
    (body,) = platform.sent
    assert body["data"]["thing1"]["value"] == "代表接待日(明天)"
    assert body["data"]["thing3"]["value"] == "城东联络站(学府路8号)"


def test_a_template_that_is_gone_leaves_the_customer_service_message(
    world: World, platform: Platform
) -> None:
    deputy = world.deputy("王秀英")
    platform.people.trigger(f"o_{deputy}", "message", platform.now())
    with_templates(world, template="GONE")
    assert sends(world) == ["wechat_service"]


def test_outside_the_window_the_push_waits_for_her(world: World, platform: Platform) -> None:
    deputy = world.deputy("王秀英")
    platform.people.get(f"o_{deputy}")
    assert sends(world) == ["wechat_service"]
    (row,) = world.rows(occasion="reception_day:2026-12-10", kind="reception_day_eve")
    assert (row["state"], str(row["error"]).split()[0]) == ("refused_for_good", "45015")


@pytest.mark.parametrize("kind", ["status", "not_json", "drop"])
def test_a_platform_in_trouble_is_tried_again(world: World, platform: Platform, kind: str) -> None:
    deputy = world.deputy("王秀英")
    platform.people.trigger(f"o_{deputy}", "message", platform.now())
    platform.faults.add("/cgi-bin/message/custom/send", kind, 502)  # type: ignore[arg-type]
    sends(world)
    assert platform.sent == []

    send_due(world.database, open_ways(world.settings), world.settings, world.now + timedelta(minutes=1))
    assert len(platform.sent) == 1


class Gateway(BaseHTTPRequestHandler):
    status = 200
    bodies: list[bytes] = []
    tokens: list[str] = []

    def do_POST(self) -> None:
        self.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.tokens.append(self.headers.get("Authorization", ""))
        self.send_response(type(self).status)
        self.end_headers()

    def log_message(self, *given: object) -> None:
        pass


@pytest.fixture
def gateway() -> Iterator[str]:
    Gateway.status, Gateway.bodies, Gateway.tokens = 200, [], []
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sms"
    server.shutdown()
    thread.join()
    server.server_close()


def text_message() -> Push:
    return Push(id="p1", channel="sms", recipient="13800000000", kind="k", text='他说"好",\n明天来')


def test_the_gateways_body_is_valid_whatever_the_text(gateway: str) -> None:
    SmsGateway(Reminders(sms_url=gateway, sms_token="口令".encode().hex())).send(text_message())
    assert json.loads(Gateway.bodies[0]) == {"phone": "13800000000", "text": '他说"好",\n明天来'}
    assert Gateway.tokens[0].startswith("Bearer ")


@pytest.mark.parametrize(("status", "permanent"), [(500, False), (429, False), (403, True)])
def test_the_gateways_refusal_is_sorted(gateway: str, status: int, permanent: bool) -> None:
    Gateway.status = status
    with pytest.raises(PushFailed) as failed:
        SmsGateway(Reminders(sms_url=gateway)).send(text_message())
    assert failed.value.permanent is permanent


def test_a_gateway_that_is_not_there(gateway: str) -> None:
    with pytest.raises(PushFailed, match="unreachable"):
        SmsGateway(Reminders(sms_url="http://127.0.0.1:9/")).send(text_message())
