"""Corrections, withdrawal, verification, return and objection."""

from __future__ import annotations

CHANGED_MEANWHILE = "这条记录刚刚被别人改过。请重新来一次,先看看现在的内容。"
