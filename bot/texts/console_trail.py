"""How the trail names what was done, and by whom."""

from __future__ import annotations

ACTORS = {"system": "程序", "command": "命令行"}
ACTIONS = {
    "view": "查看",
    "log_in": "登录",
    "log_in_failed": "登录没成功",
    "log_in_locked": "账号锁定",
    "log_out": "退出",
    "account_add": "新建账号",
    "account_change": "改账号",
    "account_password": "改密码",
    "account_totp_on": "打开两步登录",
    "account_totp_off": "关掉两步登录",
    "setting_change": "改设置",
    "verify": "核实",
    "return": "退回",
    "object": "提出异议",
    "correct": "更正",
    "enter_for": "代录",
    "withdraw": "撤回",
    "push_phoned": "打了电话",
    "roster_add": "花名册加一行",
    "roster_edit": "改花名册",
    "unbind": "解除微信绑定",
    "station_codes": "印签到码",
    "duty_add": "排值班",
    "duty_remove": "值班去掉一人",
    "duty_move": "换值班的地方",
    "duty_propose": "排值班建议",
    "duty_publish": "公布值班表",
    "duty_import": "导入值班表",
    "push_now": "马上发通知",
    "document_add": "收进文件",
    "document_correct": "改文件标题日期",
    "document_retire": "停用文件",
    "note_write": "写答案",
    "gap_close": "问题收好",
    "bind": "绑定微信",
    "unfollow": "取消关注",
    "erase": "删除个人信息",
    "ledger_export": "导出台账",
    "paper_export": "导出公文",
    "roster_import": "导入花名册",
    "binding_codes": "发绑定码",
    "fulfil": "兑现承诺",
    "retention": "到期清理",
    "audit_checkpoint": "留痕归档",
    "problem_accepted": "受理问题",
    "problem_assigned": "交办问题",
    "problem_answered": "反馈结果",
    "problem_rated": "评价结果",
    "problem_closed": "销号",
    "problem_passed_up": "转报县里",
    "problem_declined": "不予受理",
    "location_agreed": "同意定位",
    "location_revoked": "撤回定位同意",
}

# What stands before the colon of a target, as a technician reads it.
ABOUT = {
    "account": "账号",
    "accounts": "全部账号",
    "calendar": "日历值班",
    "codes": "绑定码",
    "deputies": "替代表记录",
    "document": "文件",
    "entry": "一条记录",
    "export": "导出",
    "gap": "没答上的问题",
    "ledger": "台账",
    "month": "月份",
    "notice": "公告草稿",
    "person": "一个人",
    "persons": "人员名单",
    "photo": "照片",
    "poster": "接待海报",
    "progress": "进展",
    "push": "一条提醒",
    "pushes": "提醒",
    "questions": "没答上的问题",
    "roster": "花名册的变动",
    "station": "联络站",
    "today": "今日",
    "trail": "留痕",
}


def about(target: str) -> str:
    """ "persons:persons/p1" as 人员名单 persons/p1; what has no name of ours stays as it is."""
    what, _, which = target.partition(":")
    label = ABOUT.get(what)
    if label is None:
        return target
    return label if which in ("", what) else f"{label} {which}"
