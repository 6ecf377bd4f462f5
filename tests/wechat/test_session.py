"""The quick session says what ``requests`` would say, and fails as it would fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import requests

from bot.wechat.session import QuickSession


class Echo(BaseHTTPRequestHandler):
    """Tells what was asked; ``/500`` and ``/slow`` misbehave."""

    protocol_version = "HTTP/1.1"
    ports: set[int] = set()

    def do_POST(self) -> None:
        self.ports.add(self.client_address[1])
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        said = {"path": self.path, "body": body, "headers": sorted(self.headers.keys())}
        content = json.dumps(said).encode()
        self.send_response(500 if self.path.startswith("/500") else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if not self.path.startswith("/slow"):
            self.wfile.write(content)

    def log_message(self, *given: Any) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    Echo.ports = set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def session() -> Iterator[QuickSession]:
    with QuickSession() as made:
        made.trust_env = False
        yield made


def test_the_same_bytes_go_out_as_from_requests(address: str, session: QuickSession) -> None:
    given: dict[str, Any] = {
        "params": {"access_token": "a b&c=é"},
        "data": "明天".encode(),
        "timeout": (3, 8),
    }
    with requests.Session() as usual:
        usual.trust_env = False
        expected = usual.request("post", f"{address}/cgi-bin/x", **given).json()
    assert session.request("post", f"{address}/cgi-bin/x", **given).json() == expected
    assert session.post(f"{address}/x", json={"a": 1}, timeout=8).json()["body"] == '{"a": 1}'


def test_one_connection_serves_all_calls(address: str, session: QuickSession) -> None:
    for _ in range(5):
        session.request("post", f"{address}/x", params={}, data=b"{}", timeout=8)
    assert len(Echo.ports) == 1


def test_failures_are_those_of_requests(address: str, session: QuickSession) -> None:
    answer = session.request("post", f"{address}/500", params={}, data=b"{}", timeout=8)
    with pytest.raises(requests.HTTPError):
        answer.raise_for_status()
    with pytest.raises(requests.RequestException):
        session.request("post", f"{address}/slow", params={}, data=b"{}", timeout=(1, 0.05))
    with pytest.raises(requests.ConnectionError):
        session.request("post", "http://127.0.0.1:9/x", params={}, data=b"{}", timeout=1)


def test_a_proxy_of_the_environment_is_kept(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", address)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with QuickSession() as session:
        said = session.request("post", "http://platform.invalid/x", params={}, data=b"{}", timeout=8).json()
    assert said["path"] == "http://platform.invalid/x"
