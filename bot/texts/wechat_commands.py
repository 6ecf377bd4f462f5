"""What ``renda wechat`` says to the technician."""

from __future__ import annotations

MENU_PUSHED = "菜单已发布。手机上约 5 分钟内更新;想马上看到,取消关注再关注一次。"
NO_STATIONS = "花名册里还没有联络站,请先运行 renda roster import。"
NO_CHINESE_FONT = (
    "这台电脑上没有找到中文字体,图片下面只印了编号;可用 --font 指定一个字体文件,或者打印网页版。"
)
PLAIN_CODES = "注意:--plain 的码不是公众号的码,扫了只会显示一行字,要自己复制了发给公众号。"
NOBODY_TO_BIND = "没有要绑定的人:花名册里的人都绑定好了,或者还没有导入花名册。"
SCAN_PLAIN = "扫出来的字,发给公众号就签到"
SCAN_STATION = "微信扫一扫,签到"
SCAN_BIND = "微信扫一扫,绑定身份(仅限本人,用一次就作废)"
SHEET_TITLE = "二维码打印页"
NOT_CONFIGURED = "还没有填 {names}。请照 config.example.toml 填好再试。"


def menu_columns(found: int, most: int) -> str:
    return f"菜单要 1 到 {most} 列,现在有 {found} 列。请改 wechat.menu。"


def menu_buttons(column: str, most: int) -> str:
    return f"菜单“{column}”这一列要有 1 到 {most} 个按钮。请改 wechat.menu。"


def menu_name(name: str, max_bytes: int) -> str:
    return f"菜单名称“{name}”太长或为空:最多 {max_bytes // 3} 个汉字。请改 wechat.menu。"


def menu_does(name: str) -> str:
    return f"菜单按钮“{name}”要写 does 或 url,只写一个。请改 wechat.menu。"


def menu_url(name: str) -> str:
    return f"菜单按钮“{name}”的网址要以 http:// 或 https:// 开头,不超过 1024 个字节。"


def api_failed(code: object, text: str, detail: str) -> str:
    return f"{text}(错误码 {code}{' ' + detail if detail else ''})"


def no_such_station(code: str) -> str:
    return f"花名册里没有联络站 {code}。"


def wrote(path: object) -> str:
    return f"已写好 {path}"


def wrote_sheet(path: object, count: int) -> str:
    return f"打印页 {path} ,共 {count} 个码。用浏览器打开,直接打印。"


# renda wechat check: one line a question, and what to change in which console page

GOOD, BAD, UNKNOWN = "[好]", "[!!]", "[??]"
CHECK_SETTINGS = "设置齐全"
CHECK_TOKEN = "AppID 和 AppSecret 能换到令牌,本机 IP 在白名单里"
CHECK_CALLBACK = "平台能连到回调地址"
CHECK_MENU = "菜单已发布"
CHECK_TEMPLATE = "提醒用的模板可用"
SUBSCRIPTION_UNSEEN = "长期订阅模板已填写(接口查不到它,请到“广告与服务 → 订阅通知”核对编号)"
CHECK_CODES = "可以生成带参数二维码(已认证的服务号)"
CHECK_CUSTOMER_SERVICE = "可以发客服消息(已认证的公众号)"
MENU_MISSING = "公众号上没有菜单。请运行 renda wechat menu push。"
MENU_DIFFERS = "公众号上的菜单和设置里的不一样。请运行 renda wechat menu push。"
TEMPLATE_NOT_SET = "没有填 wechat.template_id:48 小时内没来过消息的代表收不到提醒。请到“广告与服务 → 模板消息”选一个待办提醒类的模板。"
TEMPLATE_NOT_FOUND = "公众号里没有 wechat.template_id 指的模板。请到“广告与服务 → 模板消息”核对编号。"
TEMPLATE_FIELDS = "模板里没有这几项:{names}。请核对 wechat.template_fields。"
CALLBACK_LOST = "平台连不到回调地址(丢包 {loss})。请检查域名、HTTPS 证书、防火墙和反向代理是否放行 /wechat。"
CALLBACK_NOT_SET = "公众平台还没有填服务器地址。请到“设置与开发 → 基本配置 → 服务器配置”填 {url} 并启用。"
PUBLIC_URL_MISSING = "没有填 server.public_url,不知道公众平台里该填哪个地址。"


def missing(names: str) -> str:
    return f"还缺 {names}。"


def check_line(mark: str, what: str, advice: str = "") -> str:
    return f"{mark} {what}{':' + advice if advice else '。'}"
