"""Duty pledges, their fulfilment, study and training."""

from __future__ import annotations

ASK_PLEDGE = "您承诺做什么?一件事一条,如“年内把东街路灯的事盯到亮”。"
ASK_WHICH_PLEDGE = "兑现哪一条?回数字:"
ASK_FULFILLED = "做得怎样了?写一两句;有记录编号就写上,如 WT-2026-0001。"
NOTHING_PLEDGED = "没有等着兑现的承诺。要写,回“履职承诺”。"
ASK_STUDIED = "学了什么、在哪儿学的?如“县里代表培训班,学代表法”。"
ASK_HOURS = "多少学时?回数字。"


def pledged(number: str) -> str:
    return f"承诺记下了,编号 {number}。做到了回“兑现承诺”。"


def not_your_entry(number: str) -> str:
    return f"{number} 不是您的记录,请核对编号。"


def fulfilled(number: str) -> str:
    return f"记下了:{number} 已兑现。说到做到,辛苦了!"


def studied(number: str) -> str:
    return f"记好了,编号 {number}。"
