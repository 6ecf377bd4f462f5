"""Writing a file whole or not at all: aside, then renamed into place."""

from __future__ import annotations

import errno
import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.errors import Refused
from bot.texts import exports as texts

raw_write = io.FileIO.write


class OneFault(io.FileIO):
    """A file that fails once: a zip archive being thrown away after that writes its end into nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "wb")
        self._failed = False

    def write(self, content: Any) -> int:
        rest = memoryview(content).cast("B")
        size = len(rest)
        while rest and not self._failed:
            try:
                rest = rest[raw_write(self, rest) or 0 :]  # a nearly full disk takes a part
            except OSError:
                self._failed = True
                raise
        return size

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return 0 if self._failed else super().seek(offset, whence)

    def tell(self) -> int:
        return 0 if self._failed else super().tell()

    def flush(self) -> None:
        if not self._failed:
            super().flush()


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yields a path to write to; it takes ``path``'s place at the end of the block, or is removed.

    Raises :class:`Refused` when the disk is full or the place cannot be written.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise Refused(texts.no_such_folder(path))
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        # 0600 from the start: what is exported names people.
        os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield aside
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused(texts.disk_full(path)) from error
        raise Refused(texts.unwritable(path)) from error
    finally:
        aside.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    with whole_file(path) as aside:
        aside.write_bytes(content)
