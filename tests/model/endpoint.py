"""A model's HTTP endpoint on a loopback port that does what the test tells it, badly if need be."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behave = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One call; ``body`` is the JSON that was sent."""

    protocol_version = "HTTP/1.1"
    server: ModelServer
    body: dict[str, Any]

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.asked.append(self.body)
        try:
            self.server.behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def send(self, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    @property
    def everything(self) -> str:
        return json.dumps(self.body, ensure_ascii=False)


class ModelServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.asked: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        self.stop = threading.Event()  # set at the end: whoever still waits or trickles gives up
        self.behave: Behave = says("")

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def model_server() -> Iterator[ModelServer]:
    server = ModelServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


def completion(text: object, finish: str = "stop") -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return json.dumps(
        {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]},
        ensure_ascii=False,
    ).encode()


def says(text: object, finish: str = "stop") -> Behave:
    return lambda request: request.send(completion(text, finish))


def status(code: int) -> Behave:
    return lambda request: request.send(b'{"error": {"message": "no"}}', code)


def raw(body: bytes, kind: str = "application/json") -> Behave:
    return lambda request: request.send(body, kind=kind)


def silent(request: Request) -> None:
    """Takes the question and never answers."""
    request.server.stop.wait()
    request.close_connection = True


def trickle(request: Request) -> None:
    """Sends a byte now and then for ever: no socket's time limit notices."""
    request.send_response(200)
    request.send_header("Content-Type", "application/json")
    request.end_headers()
    while not request.server.stop.wait(0.02):
        request.wfile.write(b" ")
        request.wfile.flush()


def endless(request: Request) -> None:
    """Sends without end, as fast as it is read."""
    request.send_response(200)
    request.send_header("Content-Type", "text/event-stream")
    request.end_headers()
    while not request.server.stop.is_set():
        request.wfile.write(b'data: {"choices": [{"delta": {"content": "x"}}]}\n\n' * 200)


def hangs_up(request: Request) -> None:
    request.close_connection = True


def half(request: Request) -> None:
    """Promises more than it sends."""
    body = completion("x")
    request.send_response(200)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body[: len(body) // 2])
    request.close_connection = True


def moved(request: Request) -> None:
    request.send(b"", 307, Location="http://127.0.0.1:9/elsewhere")
