"""What backup and restore say to whoever looks after the machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

ONLY_SQLITE = "这里用的不是自带的数据库(SQLite)。请用那个数据库自己的工具备份(PostgreSQL 是 pg_dump),再把数据文件夹里的 attachments 和 secrets 一起拷走。"
FOREIGN = "这个文件不是 renda 的备份。"
CUT_SHORT = "备份文件不完整,后面少了一截(可能没有拷完)。请重新拷一份,或换一份备份。什么都没有动。"
NEWER = "这份备份是更新版本的程序做的,这里的程序太旧。请先升级程序再恢复。什么都没有动。"
NAMED_TWICE = "备份文件有问题:同一个文件出现了两次。不敢恢复,什么都没有动。"


def no_database(path: Path) -> str:
    return f"还没有数据可以备份:找不到 {path}。"


def no_folder(path: Path) -> str:
    return f"没有这个文件夹:{path}。请先建好,或换一个地方。"


def no_file(path: Path) -> str:
    return f"找不到备份文件 {path}。"


def exists_already(path: Path) -> str:
    return f"{path} 已经有了,不会覆盖。请换一个文件名。"


def not_written(path: Path, error: OSError) -> str:
    return f"备份没有写成:{path}({error.strerror or error})。没有留下半个文件。"


def database_damaged(problems: Sequence[str]) -> str:
    return f"数据库检查没有通过:{';'.join(problems[:3])}。请找技术人员,先不要删任何文件。"


def damaged(name: str) -> str:
    return f"备份文件坏了:里面的 {name} 和清单对不上。请换一份备份。什么都没有动。"


def strange_name(name: str) -> str:
    return f"备份文件有问题:里面有不该有的文件“{name[:80]}”。不敢恢复,什么都没有动。"


def other_count(table: str, found: int, expected: int) -> str:
    return f"备份文件坏了:表 {table} 有{found}行,清单上是{expected}行。什么都没有动。"


def not_empty(place: Path, there: Sequence[str]) -> str:
    names = "、".join(there[:5]) + ("……" if len(there) > 5 else "")
    return f"{place} 里已经有东西({names})。只能恢复到空的地方:请先停止服务,把它改个名字留着,再恢复。"


def no_room(needed: int, free: int) -> str:
    return f"磁盘不够:恢复要 {needed // 1_000_000} MB,只剩 {free // 1_000_000} MB。"


def not_restored(error: OSError) -> str:
    return f"没有恢复成:{error.strerror or error}。什么都没有动。"


def made(path: Path, size_bytes: int, entries: int, photos: int, link: str) -> str:
    size = f"{size_bytes / 1_000_000:.1f} MB" if size_bytes >= 100_000 else f"{size_bytes // 1000 + 1} KB"
    return (
        f"备份好了,并已从头读过一遍:{path}({size},台账{entries}条,照片{photos}张)。\n"
        f"留痕到 {link}。请把这个文件存到别的机器或移动硬盘;里面有密钥和个人信息,不要外传。\n"
        "设置文件 config.toml 不在里面,请另外留一份。"
    )


def photos_missing(count: int) -> str:
    return f"注意:有{count}张照片台账里有、磁盘上没有,没能备份。请运行 renda doctor 看看。"


def restored(place: Path, entries: int, photos: int, made_at: str) -> str:
    return (
        f"恢复好了:{place}(台账{entries}条,照片{photos}张,数目和校验都对)。备份做于 {made_at}。\n"
        "知识库的索引要重建:请运行 renda kb rebuild。然后运行 renda doctor 检查,再启动服务。"
    )
