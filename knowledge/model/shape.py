"""What no answer may look like, before anybody reads its citations; and what must not be sent."""

from __future__ import annotations

import re
import unicodedata

MIN_CHARS, MAX_CHARS = 10, 500
_THINKING = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_MARKUP = re.compile(r"<[A-Za-z/!?][^>]*>?|&[a-z]{2,8};|&#\d+;|```|^\s*#{1,6}\s|\]\(", re.MULTILINE)
_ADDRESS = re.compile(
    r"https?:|www\.|\w+\.(?:com|cn|net|org)\b|[0-9０-９][0-9０-９\- ]{5,}[0-9０-９]", re.IGNORECASE
)
_UNSURE = re.compile(
    r"不确定|无法确定|不太确定|不清楚|不知道|也许|大概|或许|似乎|应该是|据我所知|据了解|抱歉|对不起|无法回答|不能回答"
    r"|没有找到|未找到|未提供|没有提供|未提及|没有提及|没有明确|未明确|没有规定|未规定|作为.{0,8}(?:AI|人工智能|助手|模型)"
    r"|建议(?:您)?咨询|仅供参考|我认为|个人认为|推测|猜测"
)
_POSSIBLY = re.compile(r"可能|通常|一般")  # statutes say these too: wrong only when the source does not
_ORDERS = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|不要遵守|覆盖).{0,12}(?:以上|上面|上述|之前|前面|先前|所有|任何|一切|指令|规则|要求|提示|条文)"
    r"|ignore\s+(?:all\s+|any\s+)?(?:the\s+)?(?:previous|above|prior)|disregard|system\s*prompt|系统提示|提示词"
    r"|你现在是|你将扮演|请扮演|扮演一个|新的指令|<\|?im_start|\[INST\]|开发者模式|越狱|(?:请|必须|只)(?:直接)?(?:回答|回复|输出)[:：“\"]",
    re.IGNORECASE,
)
_HIDDEN = ("Cc", "Cf", "Co", "Cn", "So")  # invisible characters, and symbols no statute has
_ENDS = tuple("。！？!?）)”」』；;")


def tidy(text: str) -> str:
    """Without a reasoning model's thoughts, emphasis marks and a leading 答:."""
    text = _THINKING.sub("", text).replace("**", "").strip()
    return re.sub(r"^(?:答案?|回答)[:：]\s*", "", text)


def gives_orders(text: str) -> bool:
    """A text that talks to the model instead of saying something; never sent, never shown."""
    return _ORDERS.search(text) is not None


def misshapen(text: str, sources: str) -> str | None:
    """Why the text cannot be an answer, in one word for the log; None when it can."""
    checks = (
        ("empty", len(text) < MIN_CHARS),
        ("long", len(text) > MAX_CHARS),
        ("markup", _MARKUP.search(text) is not None),
        ("address", _ADDRESS.search(text) is not None),
        ("unsure", _UNSURE.search(text) is not None),
        ("orders", gives_orders(text)),
        (
            "hidden",
            any(unicodedata.category(c) in _HIDDEN and c != "\n" for c in text),
        ),
        ("not Chinese", _chinese_share(text) < 0.6),
        ("cut off", not text.endswith(_ENDS)),
        ("unsure", any(word not in sources for word in _POSSIBLY.findall(text))),
    )
    return next((name for name, wrong in checks if wrong), None)


def _chinese_share(text: str) -> float:
    letters = [char for char in text if char.isalnum()]
    return sum("一" <= char <= "鿿" for char in letters) / len(letters) if letters else 0.0
