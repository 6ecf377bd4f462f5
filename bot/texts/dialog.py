"""What the dialog engine says."""

from __future__ import annotations

from datetime import date

NEED_TEXT = "请用文字回答这一项。"
NEED_DATE = "没看懂日期。请回“今天”“昨天”,或者写几月几日,如 11月20日。"
NEED_NUMBER = "请回一个数字,如 3。"
NEED_PHOTO = "请发照片;没有照片就回“跳过”。"
NEED_MORE_PHOTOS = "照片可以接着发;发完了请回“好了”。"
POINT_WITHOUT_LABEL = "地图上的一个点"
NOTHING = "无"
NO_PHOTOS = "无(有就直接发过来)"
WORDS_HELP = "随时可以回:上一步、跳过、修改2、稍后继续、取消。"
CANNOT_SKIP = "这一项要填了才行。"
NOTHING_BEFORE = "这已经是第一项了。不想填了可以回“取消”。"
CANCELLED = "好的,已经取消,没有保存。"
NOT_KEPT_OPEN = "现在没有正在填的表。回“帮助”看看能做什么。"
PLEASE_CONFIRM = "请核对一下:"
HOW_TO_CONFIRM = "没问题请回“确认”。要改哪一项,回“修改”加序号,如“修改2”;不要了回“取消”。"
NOT_UNDERSTOOD_ON_CARD = "表已填完,还没有保存。"
CHOICE_CONFIRM = "确认"
CHOICE_CANCEL = "取消"
ASIDE_DONE = "——\n刚才的表还在填。"
ASIDE_TAKE_IT = "(如果刚才那句话就是要填的内容,请回“就填这句”。)"
DICTATE = "语音这里听不了。请点输入框,用键盘上的话筒把话变成文字,再发过来。"
VOICE_KEPT = (
    "语音收好了,和这条记录放在一起,但听不懂里面的话。请点输入框,用键盘上的话筒把话变成文字,再发过来。"
)
HEARD_RIGHT = "对,就是这句"
WRONG_KIND = {
    "image": "这一步不需要照片。",
    "voice": DICTATE,
    "video": "视频这里看不了,请用文字说,或者发照片。",
    "location": "这一步不需要位置。",
    "link": "这一步不需要链接。",
}
STRAY = {
    "image": "收到照片,但不知道记到哪件事上,没有保存。请先说是哪件事,如“走访”“问题上报”,填到核对那一步再发。",
    "voice": DICTATE,
    "video": "视频这里看不了。要记一件事,请回“五个一”。",
    "location": "收到位置,没有保存。要签到,请扫站点的二维码,或者回“签到”加站点编号,如“签到 A07”。",
    "link": "链接已看到,没有保存。回“帮助”看看能做什么。",
}
PLATFORM_CODE = "这张码请用微信首页右上角的“扫一扫”来扫,一扫就签到;或者发“签到”加站点编号,如“签到 A07”。"
EMPTY = "没看到文字。有事请直接说,或者回“帮助”。"


def heard(text: str) -> str:
    return f"我听到的是:“{text}”\n对就点下面或回“就填这句”;不对请再说一遍,或者打字。"


def too_long(length: int, maximum: int) -> str:
    return f"有{length}个字,太长了,最多{maximum}个字。请拣要紧的说。"


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def date_in_future(value: date) -> str:
    return f"{day(value)}还没到呢。请回已经过去的日子。"


def date_too_old(value: date) -> str:
    return f"{day(value)}太久了,这里只记一年以内的。更早的请交给专干补记。"


def need_choice(count: int) -> str:
    return f"请回 1 到 {count} 中的一个数字。"


def photos_full(maximum: int) -> str:
    return f"最多{maximum}张,这一张没有收。请回“好了”。"


def photo_kept(count: int) -> str:
    return f"收到第{count}张照片。还有就接着发,没有了请回“好了”。"


def photo_on_card(count: int) -> str:
    return f"收到第{count}张照片,可以接着发。没问题请回“确认”保存。"


def photos(count: int) -> str:
    return f"{count}张"


def no_such_item(number: int) -> str:
    return f"没有第{number}项。"


def kept_for_later(title: str) -> str:
    return f"好的,“{title}”填到这里先放着,填好的都留着。什么时候回“继续”就接着填。"


def offer_draft(title: str) -> str:
    return f"您上次的“{title}”还没填完。回“继续”接着填,不要了回“取消”。"


def replaced(title: str) -> str:
    return f"(“{title}”先放着,做完这件再回“继续”接着填。)"


def optional_hint(ask: str) -> str:
    """Nothing where the question itself says how to go past it."""
    return "" if "跳过" in ask or "没有”" in ask else "(没有就回“跳过”)"


ASIDE_MAX_CHARS = 450  # the form's question must still stand on the first page of 2,000 bytes


def shortened(answer: str) -> str:
    """An answer given in the middle of a form; what is left out is said to be left out."""
    if len(answer) <= ASIDE_MAX_CHARS:
        return answer
    return answer[:ASIDE_MAX_CHARS] + "……(后面还有,填完表再问一次可看全文)"
