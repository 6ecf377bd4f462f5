"""A fault's trace for the log: where it arose and of what kind, never what somebody wrote.

A database error's own text quotes the statement's parameters, which are names and messages; so only errors
whose text cannot hold a person's words keep it.
"""

from __future__ import annotations

import sqlite3
import traceback

_SAFE_TEXTS = (OSError, sqlite3.Error, MemoryError)


def trace(error: BaseException) -> str:
    lines: list[str] = []
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = traceback.format_list(traceback.extract_tb(current.__traceback__))
        lines.append("".join(frames) + _headline(current))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\ncaused by\n".join(lines)


def _headline(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    text = str(error) if isinstance(error, _SAFE_TEXTS) else ""
    return f"{name}: {text}" if text else name
