"""What ``renda doctor`` says: one line each, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

DATABASE_FINE = "数据库可以读写,完整性检查通过。"
SETTINGS_FINE = "公众号设置齐全。"
PHOTOS_NOT_CHECKED = "照片没有检查:数据库打不开。"
OUTBOX_FINE = "发件箱没有卡住的提醒。"
CLOCK_FINE = "时钟正常。"
KNOWLEDGE_WAITING = "知识库还没有建好:请运行 renda kb rebuild。"
SECRETS_FINE = "密钥文件只有本账号能读。"
_WHY = {
    "changed": "被改过",
    "missing": "不见了",
    "cut": "起到末尾的被删了",
    "checkpoint": "不是第一条,前面的被删了",
}


def database_unusable(error: str) -> str:
    return f"数据库打不开({error})。请先停服务,不要删文件;用最近的备份恢复:renda restore 备份文件。"


def database_damaged(problems: Sequence[str]) -> str:
    return f"数据库有损坏:{';'.join(problems[:3])}。请停服务,把数据文件夹整个拷走,再用最近的备份恢复。"


def settings_missing(names: Sequence[str]) -> str:
    return f"公众号设置不全:请在 config.toml 里填 {'、'.join(names)}。"


def chain_fine(rows: int, link: str) -> str:
    return f"操作留痕{rows}条,首尾相连,到 {link}。(和上次备份时记下的对一对,能看出有没有被整段重写)"


def chain_broken(row: int, why: str) -> str:
    return f"操作留痕断了:第{row}条{_WHY.get(why, why)}。请保留现场,用备份对照,并报告单位负责人。"


def photos_fine(count: int) -> str:
    return f"照片{count}张都在,大小都对。"


def photos_missing(missing: int, wrong: int) -> str:
    return f"照片有{missing}张不在磁盘上、{wrong}张大小不对:请从备份的 attachments 里拷回来。"


def photos_lost(count: int) -> str:
    return f"有{count}张照片没有取到(平台只留三天):请专干请代表补发。"


def photos_late(count: int) -> str:
    return f"有{count}张照片等了一天还没取到:请运行 renda wechat check 看看公众号接口通不通。"


def outbox_stuck(count: int) -> str:
    return (
        f"有{count}条提醒过了时间还没发:服务停过,或公众号接口不通。请确认服务在运行,再运行 renda remind run。"
    )


def outbox_locked(folder: Path) -> str:
    return f"文件夹 {folder} 不能写,提醒发不出去:请把它交给运行服务的账号。"


def knowledge_fine(articles: int) -> str:
    return f"知识库有{articles}条。"


def disk_fine(free_mb: int) -> str:
    return f"磁盘还有 {free_mb} MB。"


def disk_low(free_mb: int) -> str:
    return f"磁盘只剩 {free_mb} MB:请清理,或换大的磁盘。满了就收不了消息。"


def clock_behind(minutes: int) -> str:
    return f"时钟不对:最近一条消息的时间比现在还晚{minutes}分钟。请校准电脑时间(时区选北京)。"


def secrets_open(paths: Sequence[Path]) -> str:
    names = " ".join(str(path) for path in paths)
    return f"密钥文件别人也能读:请运行 chmod 600 {names}"
