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

    def __init__(self, task: asyncio.Task[str]) -> None:
        self.task = task
        self.requests = 0
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
        run = self._running.get(incoming.key)
        if run is None:
            if len(self._running) >= MAX_RUNNING:
                return texts.TOO_BUSY
            run = self._running[incoming.key] = _Run(asyncio.create_task(self._work(incoming)))
        run.requests += 1
        last = run.requests >= self._patience.attempts or self._is_late(incoming)
        seconds = self._patience.last_answer_seconds if last else self._patience.hold_seconds
        loop = asyncio.get_running_loop()
        if await _ended(loop, run.task, seconds):
            return run.task.result()
        run.gave_up = True
        return await loop.run_in_executor(self._aside, self._short_text, incoming) or texts.STILL_WORKING

    def _is_late(self, incoming: Incoming) -> bool:
        age = time.time() - incoming.sent_at.timestamp()
        return self._patience.last_after_seconds <= age < 60

    async def _work(self, incoming: Incoming) -> str:
        try:
            text = await self._text(incoming)
        except Exception as error:
            number = f"F{secrets.randbelow(10**6):06d}"
            log.error("fault %s while answering a %s\n%s", number, incoming.kind, trace(error))
            text = texts.fault(number)
        finally:
            run = self._running.pop(incoming.key, None)
        if run is not None and run.gave_up and self._late is not None and text:
            self._pool.submit(self._deliver_late, incoming, text)
        return text

    async def _text(self, incoming: Incoming) -> str:
        begun = partial(self._handle, incoming) if self._begin is None else await self._begin(incoming)
        if isinstance(begun, str):
            return begun
        return await asyncio.get_running_loop().run_in_executor(self._pool, begun)

    def _deliver_late(self, incoming: Incoming, text: str) -> None:
        assert self._late is not None
        try:
            self._late(incoming, text)
        except Exception as error:
            log.error("a late answer could not be delivered\n%s", trace(error))


async def _ended(loop: asyncio.AbstractEventLoop, task: asyncio.Task[str], seconds: float) -> bool:
    """Whether the task, which goes on in any case, ends within the time: ``asyncio.wait`` for half."""
    waiter: asyncio.Future[None] = loop.create_future()

    def wake(_task: object = None) -> None:
        if not waiter.done():
            waiter.set_result(None)

    task.add_done_callback(wake)
    timer = loop.call_later(seconds, wake)
    try:
        await waiter
    finally:
        timer.cancel()
        task.remove_done_callback(wake)
    return task.done()
