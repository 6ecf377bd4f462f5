"""What stands on an exported ledger (台账), and what a clerk reads when it cannot be written."""

from __future__ import annotations

from pathlib import Path


def no_such_folder(path: Path) -> str:
    return f"写不了 {path}:没有这个文件夹,或者它本身是一个文件夹。请换一个位置。"


def disk_full(path: Path) -> str:
    return f"磁盘满了,{path.name} 没有写成,原来的文件没有动。请清理出空间再试。"


def unwritable(path: Path) -> str:
    return f"写不了 {path}。它可能正在 WPS 或 Excel 里开着,请先关掉;或者换一个文件名。"
