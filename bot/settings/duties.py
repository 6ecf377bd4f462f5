"""The settings of records, check-in and retention."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.settings.section import Section

Way = Literal["scan", "code", "screen", "card", "clerk", "location", "machine"]


class Category(Section):
    label: str = Field(description="类别名称,写进台账", max_length=12)
    words: tuple[str, ...] = Field((), description="内容里出现这些词,就先按这一类填,由代表核对")


def _category(label: str, words: str) -> Category:
    return Category(label=label, words=tuple(words.split()))


CATEGORIES = (
    _category("道路交通", "路面 修路 坑洼 公交 车站 停车 红绿灯 桥 道路 堵车 村道 马路 限速 护栏 井盖"),
    _category("供电照明", "路灯 停电 电线 电压 变压器 用电 照明 漏电 电杆"),
    _category("水利供水", "停水 自来水 水管 水渠 灌溉 河道 水库 积水 内涝 排水 堤 水压 喝水 饮水"),
    _category("环境卫生", "垃圾 污水 臭 异味 噪音 油烟 厕所 下水道 卫生 焚烧 灰尘 养殖"),
    _category("住房建设", "危房 漏雨 房屋 违建 拆迁 小区 物业 电梯 外墙 宅基地"),
    _category("教育", "学校 上学 老师 校车 幼儿园 学生 学费 接送"),
    _category("医疗卫生", "看病 医院 卫生室 医保 药 门诊 村医"),
    _category("社保养老", "养老 低保 社保 补贴 残疾 五保 独居 老年 食堂 救助"),
    _category("农业生产", "种田 庄稼 农药 化肥 粮食 田里 果树 病虫 土地 流转 农机"),
    _category("社会治安", "偷 盗 打架 诈骗 治安 监控 赌 野狗 流浪狗"),
    _category("矛盾纠纷", "纠纷 吵架 邻居 矛盾 欠薪 工资 地界 扯皮"),
    _category("其他", ""),
)


class Ledger(Section):
    correction_hours: int = Field(72, description="记下以后多少小时内,代表可以自己更正或撤回", ge=1, le=720)
    term_started_on: str = Field(
        "",
        description="没有用 renda roster term 登记届次时,本届从哪天算起,如 2026-11-15;登记过的以登记的为准",
        pattern=r"^(\d{4}-\d{2}-\d{2})?$",
    )
    problem_days: int = Field(30, description="问题交办后多少天内要有结果", ge=1, le=180)
    categories: tuple[Category, ...] = Field(CATEGORIES, description="问题的类别,依次排列,最后一类是“其他”")
    counts_as: dict[str, tuple[str, ...]] = Field(
        {"home_visit": ("hear_opinion",), "reception": ("hear_opinion",)},
        description="哪种记录同时算作五个一的哪几项;反映了问题的总是同时算“反映一个问题”",
    )


class CheckIn(Section):
    ways: tuple[Way, ...] = Field(
        ("scan", "code", "screen", "card", "clerk"),
        description="能用哪些方式签到:scan 扫码、code 站点编号、screen 屏幕动态码、card 电子代表证、"
        "clerk 专干代登、location 定位、machine 考勤机(后两样默认不用)",
    )
    radius_m: int = Field(300, description="定位签到:离站点多少米以内算到了", ge=50, le=5000)
    card_minutes: int = Field(5, description="电子代表证的码几分钟有效", ge=1, le=60)


class Retention(Section):
    gap_days: int = Field(365, description="没答上的问题保留多少天", ge=30, le=3650)
    push_days: int = Field(400, description="发过的提醒保留多少天", ge=30, le=3650)
    entry_days: dict[str, int] = Field(
        {}, description="台账按种类保留多少天,如 check_in = 1825;不写就一直保留,按档案规定移交"
    )
