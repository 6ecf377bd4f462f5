"""What the command line says."""

from __future__ import annotations

DEMO_STARTING = "正在准备示例镇和法律全文,头一次约十秒……"
NOT_CONFIGURED = "公众号还没有配置好({missing}),现在收不到消息。请照 config.example.toml 填好再启动。"
