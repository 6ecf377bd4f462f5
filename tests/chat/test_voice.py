"""Voice is kept with the record; what an endpoint heard is shown first and then treated as said."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.ledger.attachments import fetch_waiting, path_of
from bot.messages import Kind
from bot.settings.speech import Speech
from tests.chat.rows import entries, photos
from tests.chat.test_one_sentence import SENTENCE
from tests.chat.world import Phone, World

VOICE = b"#!AMR\nvoice"


def speaks(phone: Phone, content: bytes = VOICE, media_id: str = "v1") -> str:
    phone.world.channel.photos[media_id] = content
    return phone.sends(Kind.VOICE, media_id=media_id)


def test_without_an_endpoint_she_is_told_how_to_dictate(world: World) -> None:
    assert "键盘上的话筒" in speaks(world.deputy("张三"))
    assert photos(world) == []  # of nothing, so nothing is kept


def test_spoken_into_a_form_it_is_kept_by_hash_with_the_record(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("走访")
    told = speaks(phone)
    assert "语音收好了" in told
    assert "走访了谁家" in told
    for said in ("李大爷", "盼着修路", "没有"):
        phone.says(said)
    assert "照片:无" in phone.says("修改9")
    assert "ZF-2026-0001" in phone.says("确认")
    fetch_waiting(world.house.database, world.house.channels, world.settings.data_dir, world.now)
    (row,) = photos(world)
    (entry,) = entries(world)
    assert (row.entry_id, row.media_kind, row.state) == (entry.id, "voice", "kept")
    assert row.sha256 == hashlib.sha256(VOICE).hexdigest()
    assert path_of(world.settings.data_dir, row.sha256, row.mime).read_bytes() == VOICE


def test_an_outsiders_voice_is_not_kept(world: World) -> None:
    assert "键盘上的话筒" in speaks(world.phone("resident"))
    assert photos(world) == []


class Endpoint(ThreadingHTTPServer):
    """Answers as it is told to; remembers what it was sent."""

    answer: tuple[int, bytes] = (200, json.dumps({"text": SENTENCE}).encode())
    got: list[bytes]
    gate: threading.Event | None = None  # answers only after it is set


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        self.server.got.append(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.gate is not None:
            assert self.server.gate.wait(30)
        status, body = self.server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) + (10 if status == 299 else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        return


@pytest.fixture
def endpoint(world: World) -> Iterator[Endpoint]:
    server = Endpoint(("127.0.0.1", 0), _Handler)
    server.got = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/v1"
    world.settings = world.settings.model_copy(update={"speech": Speech(base_url=address, model="asr")})
    world.restart()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_was_heard_is_shown_and_then_treated_as_said(world: World, endpoint: Endpoint) -> None:
    phone = world.deputy("张三")
    shown = speaks(phone)
    assert f"我听到的是:“{SENTENCE}”" in shown
    assert entries(world) == []
    assert VOICE in endpoint.got[0]
    assert "记作:走访" in phone.says("就填这句")
    phone.says("确认")
    (entry,) = entries(world)
    assert entry.fields["content"] == SENTENCE
    (row,) = photos(world)
    assert (row.entry_id, row.media_kind) == (entry.id, "voice")


def test_in_a_form_it_becomes_the_answer(world: World, endpoint: Endpoint) -> None:
    endpoint.answer = (200, json.dumps({"text": "身体还好,盼着修路"}).encode())
    phone = world.deputy("张三")
    phone.says("走访")
    phone.says("李大爷")
    assert "我听到的是" in speaks(phone)
    assert "有没有要往上反映的问题" in phone.says("对")
    assert "听到的:身体还好,盼着修路" in phone.says("没有")


def test_what_was_heard_wrong_is_forgotten_when_she_types(world: World, endpoint: Endpoint) -> None:
    phone = world.deputy("张三")
    speaks(phone)
    assert "走访了谁家" in phone.says("走访")
    assert "就填这句" not in phone.says("就填这句")  # now it is the answer to the question, whatever it means
    assert SENTENCE not in phone.says("身体还好") + phone.says("没有")


MISBEHAVIOUR = {
    "an error": (500, b"oops"),
    "no json": (200, b"<html>log in</html>"),
    "no text": (200, b"[1]"),
    "another kind": (200, b'{"text": 7}'),
    "too much": (200, b'{"text": "' + b"a" * 100_000 + b'"}'),
    "broken off": (299, b'{"text": "hal'),
    "elsewhere": (302, b""),
    "nothing heard": (200, b'{"text": "  "}'),
}


@pytest.mark.parametrize("how", MISBEHAVIOUR)
def test_an_endpoint_that_misbehaves_costs_a_hint_and_no_record(
    world: World, endpoint: Endpoint, how: str
) -> None:
    endpoint.answer = MISBEHAVIOUR[how]
    assert "键盘上的话筒" in speaks(world.deputy("张三"))
    assert entries(world) == []


def test_a_deputy_is_heard_once_for_each_message(world: World, endpoint: Endpoint) -> None:
    phone = world.deputy("张三")
    first = speaks(phone)
    assert phone.platform_resends() == first


def test_a_strangers_voice_does_not_leave_the_house(world: World, endpoint: Endpoint) -> None:
    assert "键盘上的话筒" in speaks(world.phone("resident"))
    assert endpoint.got == []
