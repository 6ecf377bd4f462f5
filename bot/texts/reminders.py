"""What the reminders say, and how the clerk reads what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

WEEKDAYS = "一二三四五六日"

REASONS = {
    "not_bound": "还没有绑定微信,请打电话通知",
    "not_following": "已取消关注公众号,请打电话通知",
    "unconfirmed": "发送途中程序中断,可能已收到,请打电话确认",
    "fault": "程序出错,没有发出,请打电话通知",
    "timeout": "微信平台没有回应,没有发出,请打电话通知",
    "unreachable": "连不上微信平台,没有发出,请打电话通知",
    "43004": "已取消关注公众号,请打电话通知",
    "43101": "没有订阅提醒,请打电话通知",
    "45015": "超过48小时没有和公众号说话,微信不让发,请打电话通知",
    "45047": "微信限定的条数用完了,请打电话通知",
    "48001": "公众号没有这项权限,请打电话通知",
}
STATES = {
    "planned": "等待发送",
    "sending": "正在发送",
    "sent": "已发出",
    "refused_for_good": "微信不收",
    "gave_up": "没有发成",
    "missed_window": "错过了时间",
    "cancelled": "已取消",
}
CHANNELS = {"wechat": "微信", "wecom": "企业微信", "phone": "打电话"}
NOBODY_LATE = "没有发出,已经过了时间,请打电话通知"
NOTHING_PLANNED = "这几天没有要发的提醒。"
BAD_MOMENT = "时间“{text}”看不懂,请写成 2026-12-09T17:00 这样。"
BAD_DAY = "日期“{text}”看不懂,请写成 2026-12-09 这样。"
BACKWARDS = "开始日期要在结束日期之前。"
RECEPTION_DAY = "代表接待日"
PREVIEW_HEADINGS = ("时间", "事由", "姓名", "方式", "内容")


def reason(error: str) -> str:
    """Why a push did not arrive, for the clerk. ``error`` is the row's: a word or number, then details."""
    code = error.split(" ", 1)[0]
    if not code:
        return NOBODY_LATE
    return REASONS.get(code, f"微信平台返回 {code},没有发出,请打电话通知")


def spoken_day(day: date) -> str:
    return f"{day.month}月{day.day}日,星期{WEEKDAYS[day.weekday()]}"


def reception_day_eve(day: date, hours: str, place: str) -> str:
    return f"明天({spoken_day(day)})是代表接待日。请您 {hours} 到{place}接待群众。来不了请早点告诉专干。"


def reception_day_morning(day: date, hours: str, place: str) -> str:
    return f"今天({spoken_day(day)})是代表接待日。请您 {hours} 到{place}接待群众。到了发“签到”就行。"


def field_time(day: date, hours: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日 {hours}"


def joined(texts: Sequence[str]) -> str:
    """Several reminders in one message."""
    if len(texts) == 1:
        return texts[0]
    return "\n\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def several(what: str, count: int) -> str:
    return f"{what}等{count}件事"


def place_of(station: str, address: str) -> str:
    if not station:
        return "所在的联络站"
    return f"{station}({address})" if address else station


def run_summary(planned: int, sent: int, later: int, unreached: int) -> str:
    lines = [f"新排 {planned} 条,发出 {sent} 条。"]
    if later:
        lines.append(f"{later} 条没有发成,过一会儿再试。")
    if unreached:
        lines.append(f"{unreached} 条发不到本人,已列入“请打电话”名单。")
    return "".join(lines)
