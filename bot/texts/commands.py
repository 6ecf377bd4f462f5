"""What the command line says."""

from __future__ import annotations

DEMO_STARTING = "正在准备示例镇和法律全文,头一次约十秒……"
NOT_CONFIGURED = "公众号还没有配置好({missing}),现在收不到消息。请照 config.example.toml 填好再启动。"
NOT_A_SUM = "没看出要算什么。请写上日子或人数,如“选举日是12月20日”“代表52人,到会38人能开会吗”。"
NOTHING_TO_WRITE = "还缺数字,没有可以写出的内容。"
ICS_OR_XLSX = "只能写成 .ics 或 .xlsx。"
WROTE = "已写到 {file}。"

STILL_READING = "已编入的法律里没有找到,等全部法律编好再找一遍(头一次约一分钟)……"
