"""Running turns in threads, one run for each key however often the platform sends it.

Times follow the platform's: it cuts at 5 s and posts three times in all. A turn that is slower than that is
left unanswered past the cut, so that the platform asks again; the third time it gets a sentence in any
case.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from bot.messages import Incoming
from bot.texts import wechat as texts
from bot.wechat.faults import trace

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patience:
    """How long the platform waits, and how often it asks."""

    last_answer_seconds: float = 4.5  # leaves half a second of its 5 s for the way back
    attempts: int = 3
    hold_seconds: float = 20.0  # a request whose resend is on its way; nobody reads its answer
    last_after_seconds: float = 9.0  # since the message was sent: after a restart we cannot have counted


THREADS = 32
ASIDE_THREADS = 4
MAX_RUNNING = 2000

Handle = Callable[[Incoming], str]
Begin = Callable[[Incoming], Awaitable[str | Callable[[], str]]]
Late = Callable[[Incoming, str], None]
ShortText = Callable[[Incoming], str | None]


class _Run:
    """One turn at work, and how many of the platform's requests have asked for it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.text: asyncio.Future[str] = loop.create_future()
        self.task: asyncio.Task[None] | None = None  # kept from being collected while it runs
        self.requests = 1
        self.gave_up = False  # the last request has been answered without the result


class Turns:
    def __init__(
        self,
        handle: Handle,
        late: Late | None = None,
        patience: Patience | None = None,
        short_text: ShortText | None = None,
        begin: Begin | None = None,
    ) -> None:
        """``begin``, where there is one, answers short turns without a thread and gives back long ones."""
        self._handle, self._late, self._begin = handle, late, begin
        self._short_text = short_text or (lambda _incoming: None)
        self._patience = patience or Patience()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="turn")
        # Apart, so that what ends the platform's last attempt never queues behind the turns it is about.
        self._aside = ThreadPoolExecutor(ASIDE_THREADS, thread_name_prefix="turn-aside")
        self._running: dict[str, _Run] = {}

    async def reply(self, incoming: Incoming) -> str:
        """The turn's text, whoever asks for it; on the last attempt a sentence when it is not ready."""
        loop = asyncio.get_running_loop()
        run = self._running.get(incoming.key)
        if run is not None:
            run.requests += 1
            last = run.requests >= self._patience.attempts or self._is_late(incoming)
        elif len(self._running) >= MAX_RUNNING:
            return texts.TOO_BUSY
        else:
            run = self._running[incoming.key] = _Run(loop)
            last = self._patience.attempts == 1 or self._is_late(incoming)
            if last:
                run.task = loop.create_task(self._work(run, incoming))
            else:
                # Nobody reads this answer after the cut, so it need not watch the time: a short turn, which
                # nearly all are, is answered here without a task and a timer of its own.
                await self._work(run, incoming)
        if run.text.done():
            return run.text.result()
        seconds = self._patience.last_answer_seconds if last else self._patience.hold_seconds
        if await _ended(loop, run.text, seconds):
            return run.text.result()
        run.gave_up = True
        return await loop.run_in_executor(self._aside, self._short_text, incoming) or texts.STILL_WORKING

    def _is_late(self, incoming: Incoming) -> bool:
        age = time.time() - incoming.sent_at.timestamp()
        return self._patience.last_after_seconds <= age < 60

    async def _work(self, run: _Run, incoming: Incoming) -> None:
        """Answer a short turn; start a long one on a thread."""
        try:
            begun = partial(self._handle, incoming) if self._begin is None else await self._begin(incoming)
        except Exception as error:
            self._done(run, incoming, _fault(incoming, error))
            return
        if isinstance(begun, str):
            self._done(run, incoming, begun)
        else:
            run.task = asyncio.create_task(self._long(run, incoming, begun))

    async def _long(self, run: _Run, incoming: Incoming, begun: Callable[[], str]) -> None:
        try:
            text = await asyncio.get_running_loop().run_in_executor(self._pool, begun)
        except Exception as error:
            text = _fault(incoming, error)
        self._done(run, incoming, text)

    def _done(self, run: _Run, incoming: Incoming, text: str) -> None:
        self._running.pop(incoming.key, None)
        run.text.set_result(text)
        if run.gave_up and self._late is not None and text:
            self._pool.submit(self._deliver_late, incoming, text)

    def _deliver_late(self, incoming: Incoming, text: str) -> None:
        assert self._late is not None
        try:
            self._late(incoming, text)
        except Exception as error:
            log.error("a late answer could not be delivered\n%s", trace(error))


def _fault(incoming: Incoming, error: Exception) -> str:
    number = f"F{secrets.randbelow(10**6):06d}"
    log.error("fault %s while answering a %s\n%s", number, incoming.kind, trace(error))
    return texts.fault(number)


async def _ended(loop: asyncio.AbstractEventLoop, text: asyncio.Future[str], seconds: float) -> bool:
    """Whether the text, which is worked on in any case, is there within the time."""
    waiter: asyncio.Future[None] = loop.create_future()

    def wake(_text: object = None) -> None:
        if not waiter.done():
            waiter.set_result(None)

    text.add_done_callback(wake)
    timer = loop.call_later(seconds, wake)
    try:
        await waiter
    finally:
        timer.cancel()
        text.remove_done_callback(wake)
    return text.done()
