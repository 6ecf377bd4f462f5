"""How the clerk reads what became of the reminders, and what ``renda remind`` prints."""

from __future__ import annotations

REASONS = {
    "not_bound": "还没有绑定微信,请打电话通知",
    "not_following": "已取消关注公众号,请打电话通知",
    "no_way": "公众号没有能发给本人的方式,请打电话通知",
    "unconfirmed": "发送途中程序中断,可能已收到,请打电话确认",
    "fault": "程序出错,没有发出,请打电话通知",
    "timeout": "微信平台没有回应,没有发出,请打电话通知",
    "unreachable": "连不上微信平台,没有发出,请打电话通知",
    "-1": "微信平台当时出了故障,没有发出,请打电话通知",
    "http_status": "微信平台当时出了故障,没有发出,请打电话通知",
    "not_json": "微信平台当时出了故障,没有发出,请打电话通知",
    "40003": "微信号对不上,请打电话通知,并请本人给公众号发句话或重新绑定",
    "43004": "已取消关注公众号,请打电话通知",
    "43019": "把公众号拉黑了,请打电话通知",
    "43101": "没有订阅提醒,请打电话通知",
    "45009": "公众号今天的次数用完了,请打电话通知",
    "45015": "超过48小时没有和公众号说话,微信不让发,请打电话通知",
    "45047": "微信限定的条数用完了,请打电话通知",
    "48001": "公众号没有这项权限,请打电话通知",
    "48002": "本人关闭了接收,请打电话通知",
    "muted": "本人退订了,没有发",
    "trial": "试运行,不是测试人员,没有发",
    "daily_cap": "当天提醒已经够多,没有发",
    "nothing_to_say": "没有要说的了,没有发",
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
WAYS = {
    "wechat": "微信",
    "wechat_subscription": "微信订阅通知",
    "wechat_template": "微信模板消息",
    "wechat_service": "微信客服消息",
    "wecom": "企业微信",
    "sms": "短信",
    "next_contact": "下次说话时看到",
    "phone": "打电话",
}
NOBODY_LATE = "没有发出,已经过了时间,请打电话通知"
NOTHING_PLANNED = "这几天没有要发的提醒。"
BAD_MOMENT = "时间“{text}”看不懂,请写成 2026-12-09T17:00 这样。"
BAD_DAY = "日期“{text}”看不懂,请写成 2026-12-09 这样。"
BACKWARDS = "开始日期要在结束日期之前。"
PREVIEW_HEADINGS = ("时间", "事由", "姓名", "方式", "内容")
LIST_HEADINGS = ("时间", "姓名", "电话", "结果", "内容")
NOBODY_TO_PHONE = "这几天没有要打电话的。"
TRIAL_HINT = "现在是试运行,只发给测试人员;别人的用 renda remind list 看。"
FEED_HINT = "在手机或电脑的日历里“添加订阅”,粘上这个地址。谁有地址谁能看,请只给要用的人。"
FEED_NEEDS_ADDRESS = "前面要加上外网访问地址;在设置里填了 server.public_url,就显示完整的。"
PREVIEW_EVENT = "提醒:{title}({count}人)"
CALENDAR_TITLE = "{office}提醒"
BAD_FEED = "这个日历地址不对,请向专干要新的。"
NOW_EMPTY = "没有写要发的内容。"
NOW_TOO_LONG = "内容太长,最多 {most} 个字。"
NOW_NOBODY = "花名册里没有“{name}”。"
NOW_NOT_CONFIRMED = "确认码不对,请先看预览,再写上预览里的确认码。"
NOW_WHAT = "人大办公室通知"
NOW_PREVIEW = "要发的内容:\n{text}\n\n发给 {count} 人:{names}"
NOW_BY_PHONE = "其中 {count} 人微信收不到,要打电话:{names}"
NOW_CONFIRM = "看好了,再运行一次并加上 --code {code} 就发出。"
NOW_DONE = "已排上 {count} 条,马上发(静默时段里会等到早上)。"
ICS_WRITTEN = "已写到 {file},可以用手机或电脑的日历打开。"


def reason(error: str) -> str:
    """Why a push did not arrive, for the clerk. ``error`` is the row's: a word or number, then details."""
    code = error.split(" ", 1)[0]
    if not code:
        return NOBODY_LATE
    return REASONS.get(code, f"公众号设置有毛病(编号 {code}),没有发出,请打电话通知,并告诉技术人员")


def fate(state: str, error: str, channel: str) -> str:
    """What became of a push: sent by which way, or why not."""
    if state == "sent":
        return f"{STATES[state]}({WAYS.get(channel, channel)})"
    if not error or (state == "cancelled" and error.split(" ", 1)[0] not in REASONS):
        return STATES.get(state, state) if state != "missed_window" else NOBODY_LATE
    return reason(error)


def run_summary(planned: int, sent: int, later: int, unreached: int) -> str:
    lines = [f"新排 {planned} 条,发出 {sent} 条。"]
    if later:
        lines.append(f"{later} 条没有发成,过一会儿再试。")
    if unreached:
        lines.append(f"{unreached} 条发不到本人,已列入“请打电话”名单。")
    return "".join(lines)
