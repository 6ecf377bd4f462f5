"""What the clerk's desk says. Labels of its pages stand in its templates."""

from __future__ import annotations

PASSWORD_SHORT = "密码至少 {least} 个字。长一点好记的就行,比如一句话。"
PASSWORD_LONG = "密码最多 {most} 个字。"
PASSWORD_SAME = "密码太简单了,换一句好记的话。"
PASSWORDS_DIFFER = "两次写的密码不一样,请再写一遍。"
PASSWORD_WRONG = "现在的密码不对。"
PASSWORD_CHANGED = "密码改好了,请用新密码登录。"
NAME_NEEDED = "请写登录名,最多 40 个字。"
NAME_TAKEN = "登录名“{name}”已经有人用了。"
ROLE_NEEDED = "请至少选一种身份。"
TOWNSHIP_NEEDED = "请至少选一个乡镇。"
LAST_TECHNICIAN = "这是最后一个技术员账号,停用了就没人能管账号了。"
LOCKED = "输错太多次,账号先锁住了,{minutes} 分钟后再试;急的话请技术员重设密码。"
LOG_IN_WRONG = "登录名或密码不对。"
CODE_WRONG = "验证码不对,请看手机上现在的六位数。"
LOGGED_OUT = "已经退出。"
SESSION_OVER = "太久没有动作,请重新登录。"
FIELD_LONG = "写得太长了,最多 {most} 个字。"
FORM_STALE = "页面放得太久了,请再点一次。"
TOO_LARGE = "内容太大了,最多 {megabytes} MB。"
NOT_FOUND = "没有这一页,或者不归您看。"
NOT_ALLOWED = "您的账号不能做这件事。"
FAULT = "程序出了错,已经记下(编号 {number})。请再试一次,还不行就把编号告诉技术员。"
FIRST_DONE = "账号建好了,请登录。"
FIRST_WRONG = "这个网址不对,或者已经用过了。请到启动程序的窗口里找新的。"
ACCOUNT_ADDED = "账号“{name}”建好了。第一次登录的密码是 {password},登录后要改。请当面告诉本人。"
ACCOUNT_RESET = "“{name}”的新密码是 {password},登录后要改。请当面告诉本人。"
ACCOUNT_CHANGED = "“{name}”改好了,要重新登录才生效。"
NO_SUCH_ACCOUNT = "没有账号“{name}”。"
NO_SUCH_TOWNSHIP = "没有乡镇“{name}”。"
TOTP_ON = "两步登录打开了。下次登录要看手机上的六位数。"
TOTP_OFF = "两步登录关掉了。"
CHANGED_MEANWHILE = "刚刚被别人改过,请看看现在的内容。"

VERIFIED = "{number} 已核实。"
RETURNED = "{number} 已退回,会告诉代表。"
REASON_NEEDED = "请写一句哪里不对,会转给代表。"
PHONED = "记下了:已打电话。"
QUESTION_CLOSED = "这个问题收好了。"
SETTING_SAVED = "改好了,马上生效。"
SETTING_SAME = "没有改动。"
SETTING_BACK = "已改回设置文件里的样子,马上生效。"
NO_SUCH_SETTING = "没有“{path}”这项设置。"
BAD_VALUE = "这样写不行:{why}。"
NO_SUCH_ROLE = "没有身份“{name}”,只有:{known}。"
BAD_NUMBER = "这里要写一个数。"
SAY_SOMETHING = "请写一句,会转给代表。"


def moved(number: str, stage: str, told: bool) -> str:
    return f"{number} 现在是“{stage}”。" + ("会告诉代表。" if told else "")


def first_run(address: str) -> str:
    return f"工作台还没有账号。请用浏览器打开这个网址,建第一个账号(只能用一次):\n\n    {address}\n"
