"""What the desk says about the knowledge base, and the labels of a trial's reasons."""

from __future__ import annotations

NOTE_KIND = "办公室说明"
NOTE_ORIGIN = "来源:{origin}。"
NOTE_SAME = "这条说明已经有了,没有重复收。"
NOTE_TITLE = "请写标题,4 到 60 个字。"
NOTE_NEEDED = "答案和来源都要写:没有来源的话,程序不会拿来回答。"
NOTE_DONE = "答案收进知识库了,再试一次看看。"
TAKEN = "收好了,请核对程序读出的标题和日期。"
TAKEN_SEVERAL = "收好了 {count} 份,请逐份核对标题和日期。"
CORRECTED = "改好了。"
RETIRED = "已停用:不再引用,还留在目录里。"
ASK_SOMETHING = "请写一个问题。"
BAD_DATE = "日期请写成 2026-01-31 这样。"

# The beginning of a feature's name in knowledge/rank.py -> what it is to a reader; the first that fits.
REASONS = (
    ("near_text", "意思相近"),
    ("near_ask", "像常见问法"),
    ("core_ask", "像常见问法"),
    ("wide_ask", "像常见问法"),
    ("ask_", "像常见问法"),
    ("core_text", "字面相合"),
    ("wide_text", "字面相合"),
    ("coverage", "字面相合"),
    ("pairs", "字面相合"),
    ("phrase", "字面相合"),
    ("sentence", "字面相合"),
    ("level", "说的正是这一级"),
    ("other_level", "说的是别的一级"),
    ("whole_township", "说的是别的一级"),
    ("named", "点了法名"),
    ("kind", "答的正是所问"),
    ("weight", "常用的法"),
    ("home", "常用的法"),
    ("clash", "与所问不合"),
    ("stranger", "与所问不合"),
    ("village", "与所问不合"),
)
OTHER_REASON = "其他"
NOT_READY = "法律库正在准备,请过几分钟再打开。"
NO_ARTICLE = "没有找到这一条,请核对法名和条号,或者在公众号里直接问。"
OTHER_VERSION = "这不是现在施行的版本,办事请看现行的。"
READ_ON = '<a href="{address}">看全条和上下条</a>'
