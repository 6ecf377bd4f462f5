"""Tidying what a clerk types into a table: full-width digits, spaces, phones that Excel made numbers."""

from __future__ import annotations

import re
import unicodedata

from bot.errors import Refused

# Keyboards and old tables give the dot of 买买提·艾力 in six ways; the roster keeps one.
_DOTS = re.compile(r"[··•・‧∙.]")
_SPACES = re.compile(r"[\s\u3000\u200b-\u200d\ufeff\u00a0]+")
_INVISIBLE = re.compile(r"[\u200b-\u200d\ufeff\u0000-\u0008\u000b-\u001f]")
_CODE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff._/-]{1,16}")
_NAME = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff·]{2,30}|[A-Za-z· ]{2,40}")
_MOBILE = re.compile(r"1\d{10}")
_LANDLINE = re.compile(r"0\d{9,11}|\d{7,8}")


def one_line(text: str) -> str:
    """Half-width, without invisible characters; runs of white space become one space."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", plain).strip()


def squeezed(text: str) -> str:
    """As :func:`one_line`, without any space: for codes, headings and Chinese names."""
    return one_line(text).replace(" ", "")


def person_name(text: str) -> str:
    """The name as the roster stores it; also what a typed name must pass through before it is compared."""
    plain = one_line(text)
    if not plain.isascii():
        plain = _DOTS.sub("·", plain.replace(" ", ""))
    return plain.strip("·")


def checked_name(text: str) -> str:
    """Raises :class:`Refused` with the reason."""
    name = person_name(text)
    if not _NAME.fullmatch(name):
        raise Refused(f"姓名“{one_line(text)}”看着不对,应是 2 个字以上的中文姓名,不带数字和符号")
    return name


def checked_phone(text: str) -> str:
    """Digits only, or empty. Raises :class:`Refused` with the reason."""
    plain = squeezed(text)
    if not plain:
        return ""
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", plain):
        raise Refused(f"电话“{plain}”被表格软件改成了科学计数,请把这一列设成“文本”再填")
    digits = re.sub(r"[-()]", "", plain).removesuffix(".0")
    digits = re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", digits)
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
        raise Refused(f"电话“{plain}”不对,手机号应是 11 位数字")
    return digits


def checked_code(text: str) -> str:
    """Upper case. Raises :class:`Refused` with the reason."""
    code = squeezed(text).upper()
    if not _CODE.fullmatch(code):
        raise Refused(f"编号“{one_line(text)}”不对,用 16 个以内的字母、数字或汉字,如 A07")
    return code


def checked_length(text: str, title: str, max_chars: int) -> str:
    """Raises :class:`Refused` when the text does not fit the ledger's column."""
    plain = one_line(text)
    if len(plain) > max_chars:
        raise Refused(f"{title}太长(最多 {max_chars} 个字)")
    return plain
