"""Check-in by screen, card, location, machine, and by the clerk."""

from __future__ import annotations

WAYS = {
    "scan": "扫码",
    "code": "站点编号",
    "screen": "屏幕动态码",
    "card": "电子代表证",
    "clerk": "专干代登",
    "location": "定位",
    "machine": "考勤机",
}
WRONG_SCREEN_CODE = "这个码已经过了时间。请看屏幕上现在的六位数字,再发一次。"
CARD_OFF = "这里没有开通电子代表证。"
BAD_CARD = "这个码不对或者过了时间,请代表重新发“电子代表证”。"
ASK_CARD = "请发代表出示的六位数字。"
ASK_WHERE = "签到哪里?回数字:"
ASK_WHO = "给哪位代表签到?写姓名。"
ASK_WHICH_PERSON = "是哪一位?回数字:"
ASK_WHY = "为什么代签?写一句,会留在记录里,如“不会用手机”。"
NO_STATIONS = "花名册里还没有站点。"

LOCATION_OFF = "这里没有开通定位签到。到站点扫码,或者发“签到 站点编号”。"
LOCATION_ASK = (
    "定位签到会用到您此刻的位置。只看您在不在站点附近,只留“在/不在”和大约距离,不留经纬度,"
    "不记行踪。不同意也没关系,扫码、站点编号一样能签。同意吗?"
)
LOCATION_SEND = "请点“+”→“位置”→“发送位置”。"
LOCATION_NO_POINTS = "站点还没有登记位置,请用扫码或站点编号签到。"
LOCATION_DECLINED = "好的,不用定位。到站点扫码,或者发“签到 站点编号”就行。"
LOCATION_REVOKED = "好的,定位同意已撤回。"


def way_off(ways: list[str]) -> str:
    return f"这种方式现在不能签到。可以用:{'、'.join(WAYS[way] for way in ways)}。"


def please_read_screen(place: str, code: str) -> str:
    return f"{place}要看屏幕上的动态码:请发“签到 {code} 六位数字”,或者用菜单里的扫一扫。"


def card(code: str, minutes: int, address: str) -> str:
    spaced = f"{code[:3]} {code[3:]}"
    picture = f"\n出示图片:{address}" if address else ""
    return f"您的电子代表证:{spaced}\n{minutes}分钟内有效,用一次就作废。请给专干看或扫。{picture}"


def checked_in_for(name: str, place: str, number: str) -> str:
    return f"{name}代表签到好了:{place},编号 {number}。"


def already_for(name: str, place: str, number: str) -> str:
    return f"{name}代表今天已经在{place}签过到(编号 {number})。"


def told_deputy(place: str, number: str, reason: str) -> str:
    return f"专干替您在{place}签了到(编号 {number}),原因:{reason}。不对请回“异议”或找专干。"


def no_such_deputy(name: str) -> str:
    return f"花名册里没有代表“{name}”。"


def too_far(place: str, metres: int) -> str:
    return f"您离{place}大约{metres}米,不在范围里,没有签到。到了再发一次,或者扫码。"


def screen_page(name: str, code: str, digits: str, picture: str, seconds: int) -> str:
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="{seconds}"><title>{name}签到</title>'
        "<style>body{font-family:sans-serif;text-align:center;margin:4vh}h1{font-size:5vw}"
        "p{font-size:3vw}.digits{font-size:12vw;letter-spacing:.1em;margin:2vh}svg{height:40vh;width:auto}</style>"
        f"</head><body><h1>{name}</h1>{picture}<p>在公众号里发</p>"
        f'<p class="digits">签到 {code} {digits}</p><p>数字每30秒变一次</p></body></html>'
    )


def imported(added: int, already: int, unknown: list[str]) -> str:
    lines = [f"导入签到 {added} 条,原来就有 {already} 条。"]
    if unknown:
        lines.append(f"对不上花名册的:{'、'.join(unknown)}。请核对姓名(同名的请手工登记)。")
    return "\n".join(lines)


MACHINE_OFF = "考勤机没有开通。要用,请在设置 check_in.ways 里加上 machine。"
MACHINE_EXTRA = "直接读考勤机要多装一个组件:pip install -c constraints.txt '.[machine]'。也可以用考勤机导出的文件:renda checkin import。"


def machine_unreachable(host: str, port: int) -> str:
    return f"连不上考勤机 {host}:{port},或者读到一半断了,什么都没有记。请看看网线、地址和通讯密码,再来一次。"


def machine_clock_off(minutes: int) -> str:
    fast = "快" if minutes > 0 else "慢"
    return f"考勤机的钟{fast}了{abs(minutes)}分钟,什么都没有记。请先在考勤机上把时间校准。"


def no_people(name: str) -> str:
    return f"{name} 里没有找到“工号”和“姓名”两列。写一张两列的 .csv:考勤机里的号码,代表的姓名。"


def nameless(count: int) -> str:
    return f"有{count}个号码不在对照表里,没有记。" if count else ""


ASK_SCREEN = "哪个站点的屏幕?回数字:"
SCREEN_NEEDS_ADDRESS = "屏幕页要先在设置里填 server.public_url(外网访问地址)。"


def no_headings(name: str) -> str:
    return f"{name} 里没有找到“姓名”和“时间”两列,请看看第一行的标题。"


def unreadable(name: str) -> str:
    return f"读不了 {name}。请用考勤机导出的 .xlsx、.csv 或 .txt 文件。"


def no_such_station(code: str) -> str:
    return f"没有编号“{code}”的站点。"


def screen_address(place: str, address: str) -> str:
    return f"{place}的签到屏幕页:{address}\n在站点的电脑或电视上打开就行,别转发给别人。"
