"""Every sentence the knowledge base itself says to a user, in one place for an office to proof-read."""

REFUSED = (
    "这个问题我没有把握,不敢乱答。\n"
    "我知道的是:人大会议和表决、代表选举和补选、代表的权利义务与建议办理、主席团工作、监督和预算审查、"
    "村委会和居委会。\n"
    "可以换个说法再问一次,或者请人大办(专干)帮您查。"
)
REFUSED_UNKNOWN_LAW = "我这里没有收录《{law}》,不能替它作答,请以原文为准,或者请人大办(专干)帮您查。"
NO_SUCH_ARTICLE = "《{law}》没有{article}。本版({version})一共{count}条。"
NOT_YET = "注意:这一版从{effective}起才施行,现在还没有生效。"
COMING = "注意:新版已经公布,从{effective}起施行,到那天起按新版。"
OUTDATED = "注意:这是旧版,已经由{effective}起施行的新版取代。"
REPEALED = "注意:数据中这部法律标为“已废止”,引用前请核实。"
LOCAL = "这是{region}的地方规定,只在当地适用。"
BORROWED = "条文写的是县级以上,乡镇只能参照,不是乡镇的法定要求。"
MOVED = "您说的{old}是旧条号。{year}修改以后,这一条的内容现在是{new}。"
PERHAPS_MOVED = "现行{old}讲的不是您说的这件事,更接近的是{new}。法律修改以后条号会变,请以现行条文为准。"
CONFLICT = "注意,地方规定和国家法律不一致:{detail}国家法律效力更高;地方规定请以当地最新修订为准。"
PRACTICE_TAG = "(实践做法)"
LOCAL_TAG = "(地方规定)"
MORE = "回复“继续”看下一页,回复数字看其他依据:"
OTHERS = "其他有关的条文,回复数字看全文:"
EXCERPT = "(节选,原文较长)"
NO_MORE = "没有更多了。"
VERSION = "{date}版本"
APPLIES_NATION = "全国适用"
AI_MARK = "AI辅助生成,以所引条文为准"
AI_FILING = ";{filing}"
MODEL_MISSING = (
    '设置里写了 llm.base_url,但没有装大语言模型的附加组件(pip install "renda-assistant[llm]"),'
    "现在不用模型,照原文作答。"
)
EMBEDDINGS_LIBRARY_MISSING = (
    '设置里写了 embeddings.base_url,但没有装附加组件(pip install "renda-assistant[llm]"),'
    "现在用自带的向量模型。"
)
VECTORS_AWAY = "向量接口没有回应,先按文字查找作答:%s"
STILL_BUILDING = "(索引还在建立,先按文字查找作答)"
EMBEDDER_MISSING = "这台机器上没有可用的向量模型,改用全文检索作答;功能不受影响,个别口语问题可能找得慢一些。"
FOLLOW_UP = "(接着上一个问题:{question})"
