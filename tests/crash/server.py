"""A server in a process of its own that can be killed without warning and started again on the same port."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import requests

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


class Mortal:
    def __init__(self, env: dict[str, str], log: Path) -> None:
        self._env = {**os.environ, **env, "PYTHONPATH": str(ROOT)}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()
        self.up = threading.Event()
        self.deaths = 0
        self.down_seconds: list[float] = []
        self._died_at = 0.0

    @property
    def callback_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/wechat"

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.crash.served", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self._env, cwd=ROOT, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended: {self.log()[-3000:]}")
            if self._healthy():
                if self._died_at:
                    self.down_seconds.append(time.monotonic() - self._died_at)
                self.up.set()
                return
            time.sleep(0.05)
        raise RuntimeError("the server did not start")

    def _healthy(self) -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def kill(self) -> None:
        """SIGKILL: no handler runs, nothing is flushed, as when the power goes or the kernel needs memory."""
        assert self._process is not None
        self.up.clear()
        self._died_at = time.monotonic()
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self.deaths += 1

    def stop(self) -> None:
        """As an orderly restart does it: SIGTERM, and what is under way is finished."""
        if self._process is None or self._process.poll() is not None:
            return
        self.up.clear()
        self._died_at = time.monotonic()
        self._process.terminate()
        self._process.wait(30)

    def limit_files(self, size_bytes: int | None) -> None:
        """No file may grow past this from now on, as on a full disk; None: the disk has room again."""
        assert self._process is not None
        soft = resource.RLIM_INFINITY if size_bytes is None else size_bytes
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))

    def log(self) -> str:
        return self._log.read_text("utf-8", errors="replace") if self._log.exists() else ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
