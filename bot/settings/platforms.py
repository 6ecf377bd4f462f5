"""The settings of the channels: the official account and WeCom."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.settings.menu import DEFAULT_MENU, MenuColumn
from bot.settings.section import Section


class WeChat(Section):
    app_id: str = Field("", description="公众号 AppID(公众平台 → 设置与开发 → 基本配置)")
    app_secret: str = Field("", description="公众号 AppSecret;建议用环境变量 RENDA_WECHAT__APP_SECRET")
    token: str = Field("", description="服务器配置里的 Token(3-32 位字母或数字)")
    encoding_aes_key: str = Field("", description="消息加解密密钥 EncodingAESKey(43 位)")
    previous_aes_key: str = Field("", description="更换密钥后一小段时间里,上一把密钥仍可能被使用;平时留空")
    mode: Literal["plain", "compatible", "safe"] = Field(
        "safe", description="消息加解密方式:safe 安全模式(推荐)、compatible 兼容、plain 明文"
    )
    api_base: str = Field("https://api.weixin.qq.com", description="平台接口地址;测试时可指向本机的模拟平台")
    template_id: str = Field("", description="提醒用的模板消息编号;留空则只用客服消息")
    template_fields: dict[str, str] = Field(
        default_factory=dict,
        description='模板各项的对应:左边是本程序的名称,右边是模板里的名称,如 what = "thing1";留空照原名发',
    )
    tap_links: bool = Field(True, description="选项是否做成可以点的链接(点一下等于把它发出来)")
    menu: tuple[MenuColumn, ...] = Field(
        DEFAULT_MENU, description="公众号菜单,最多 3 列;改完运行 renda wechat menu push"
    )


class WeCom(Section):
    corp_id: str = Field("", description="企业微信的企业 ID(管理后台 → 我的企业);留空则不用企业微信")
    agent_id: str = Field("", description="自建应用的 AgentId(管理后台 → 应用管理)", pattern=r"^\d*$")
    secret: str = Field("", description="自建应用的 Secret;建议用环境变量 RENDA_WECOM__SECRET")
    token: str = Field("", description="应用“接收消息”里的 Token")
    encoding_aes_key: str = Field("", description="应用“接收消息”里的 EncodingAESKey")
    previous_aes_key: str = Field("", description="更换密钥后的一小段时间里的上一把密钥;平时留空")
    api_base: str = Field(
        "https://qyapi.weixin.qq.com", description="企业微信接口地址;政务微信或测试时改成别的"
    )
