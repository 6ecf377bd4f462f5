"""What a web page hung around a text taken off: navigation, adverts, "试读结束", copyright lines. Lines
go or stay
as they are, so that whatever is quoted stands in the source character for character."""

from __future__ import annotations

import re

# Whole lines of page furniture, wherever they stand.
_FURNITURE = re.compile(
    r"^(?:您好[,，]?欢迎(?:访问|光临)|当前位置|首页\s*[>》]|网站首页|来源[:：]\s*(?:网友|网络|互联网)"
    r"|\S{0,16}网?\s*发表于\s*\d{4}|发布时间[:：]|浏览次数|点击[:：]|责任编辑|上一篇|下一篇|相关(?:推荐|阅读|文章)|推荐访问|推荐阅读"
    r"|本文标题[:：]|链接地址[:：]|如若转载|转载请注明|本文内容由互联网用户|本站|版权|声明[:：]|查阅全文|阅读全文|加微信"
    r"|下面是(?:小编|范文网小编)|以下是小编|关键词[:：]|标签[:：]|分享到|打印本页|关闭窗口"
    r"|国内统一刊号|\S{0,12}写作网|\S{0,12}(?:文库|范文)网"
    r"|-->|<!--|/?enpproperty|Copyright|©|ICP备|网址[:：])",
    re.IGNORECASE,
)
_ADVERT = re.compile(r"https?://|www\.|@qq\.com|微信号?\d{5,}")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零]+条")
# After this line nothing of the text follows.
_END = re.compile(r"^[.。…·\s]*试读(?:已)?结束|^[.。…·\s]*(?:未完|查看全文)")
_NEWSPAPER = re.compile(r"^\d{4}年\d{2}月\d{2}日$|^\d{4}-\d{2}-\d{2}.*(?:html|enp)")
_PROMISE = re.compile(r"(?:为|给)(?:您|大家)(?:推荐|整理|搜集).{0,60}$")


def tidy(text: str) -> list[str]:
    """The text's own lines, without leading and trailing blanks, empty lines gone."""
    lines = []
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = re.sub(r"<!--.*?-->", "", raw).strip()
        if _END.match(line):
            break
        if line and not _is_furniture(line):
            lines.append(line)
    return _once(lines)


def _is_furniture(line: str) -> bool:
    if _ARTICLE.match(line):
        return False
    # A long line with a link in it is a paragraph that cites a page; a short one is an advert.
    return bool(
        _FURNITURE.match(line)
        or _NEWSPAPER.match(line)
        or (len(line) < 120 and _ADVERT.search(line))
        or (_PROMISE.search(line) and len(line) < 160 and "小编" in line)
    )


def _once(lines: list[str]) -> list[str]:
    """A title that the page repeats under itself is kept once."""
    found: list[str] = []
    for line in lines:
        if found and len(line) > 6 and line.lstrip("# ") == found[-1].lstrip("# "):
            continue
        found.append(line)
    return found
