"""Which files a path stands for: a file, a folder, or a zip, guarded against bombs and tricks with paths."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from knowledge.documents.read import MAX_BYTES, READERS, Unreadable

MAX_MEMBERS = 2000
MAX_TOTAL_BYTES = 300 * 1024 * 1024
# Text shrinks to a fifth; a hundredth is a bomb.
MAX_RATIO = 100

Item = tuple[str, bytes | Unreadable]


def items(path: Path) -> Iterator[Item]:
    """(name, contents) of every file meant; a file that cannot be had comes with its reason."""
    if path.is_dir():
        for inner in sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink()):
            if not any(part.startswith(".") for part in inner.relative_to(path).parts):
                yield from _file(inner)
    elif path.is_file():
        yield from _file(path)
    else:
        yield path.name, Unreadable(f"{path}:找不到这个文件或文件夹,请核对路径。")


def _file(path: Path) -> Iterator[Item]:
    try:
        if path.stat().st_size > MAX_TOTAL_BYTES:
            yield path.name, Unreadable(f"{path.name}:文件太大,不予导入。")
            return
        data = path.read_bytes()
    except OSError as error:
        yield path.name, Unreadable(f"{path.name}:读不了这个文件({error.strerror}),请检查权限。")
        return
    if path.suffix.lower() == ".zip":
        yield from _zip(path.name, data)
    else:
        yield path.name, data


def _zip(name: str, data: bytes) -> Iterator[Item]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        yield name, Unreadable(f"{name}:压缩包打不开(可能已损坏),请重新打包。")
        return
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        total = sum(m.file_size for m in members)
        if len(members) > MAX_MEMBERS or total > MAX_TOTAL_BYTES:
            yield name, Unreadable(f"{name}:压缩包里东西太多或太大,请分几包导入。")
            return
        for member in members:
            yield from _member(name, archive, member)


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Item]:
    inner = PurePosixPath(_real_name(member).replace("\\", "/"))
    shown = f"{name} 里的 {inner.name}"
    if inner.is_absolute() or ".." in inner.parts or ":" in str(inner):
        yield inner.name, Unreadable(f"{shown}:路径可疑,不予导入。")
    elif any(part.startswith((".", "__MACOSX")) for part in inner.parts):
        return
    elif member.file_size > MAX_BYTES or member.file_size > MAX_RATIO * max(1, member.compress_size):
        yield inner.name, Unreadable(f"{shown}:解压后大得不正常,不予导入。")
    elif inner.suffix.lower() not in READERS:
        yield inner.name, Unreadable(f"{shown}:不认识这种文件,已跳过。")
    else:
        try:
            yield inner.name, archive.read(member)
        except (RuntimeError, zipfile.BadZipFile, NotImplementedError, OSError):
            yield inner.name, Unreadable(f"{shown}:读不出来(有密码或已损坏)。")


def _real_name(member: zipfile.ZipInfo) -> str:
    """Windows packs Chinese names in GBK without saying so; Python then reads them as cp437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename
