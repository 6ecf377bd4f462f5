"""The account's menu: three columns of buttons, as data that an office may rename or rearrange."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


SCAN = "scan"  # the one button that opens the camera instead of naming a flow


class MenuButton(_Row):
    name: str = Field(description="按钮上的字,最多 8 个汉字左右")
    does: str = Field(
        "",
        description="点了做什么:scan 扫一扫,或 ask、check_in、five_ones、more、help 等;与 url 二选一",
    )
    url: str = Field("", description="点了打开的网址")


class MenuColumn(_Row):
    name: str = Field(description="一列的名称,最多 5 个汉字")
    buttons: tuple[MenuButton, ...] = Field(description="这一列的按钮,1 到 5 个;只有一个就不展开")


DEFAULT_MENU: tuple[MenuColumn, ...] = (
    MenuColumn(
        name="履职",
        buttons=(
            MenuButton(name="扫一扫签到", does=SCAN),
            MenuButton(name="随手记", does="one_sentence"),
            MenuButton(name="走访", does="home_visit"),
            MenuButton(name="接待登记", does="reception"),
            MenuButton(name="问题上报", does="problem"),
        ),
    ),
    MenuColumn(name="问规程", buttons=(MenuButton(name="问规程", does="ask"),)),
    MenuColumn(
        name="服务",
        buttons=(
            MenuButton(name="五个一", does="five_ones"),
            MenuButton(name="我的履职", does="my_record"),
            MenuButton(name="更多功能", does="more"),
            MenuButton(name="绑定身份", does="bind"),
            MenuButton(name="帮助", does="help"),
        ),
    ),
)
