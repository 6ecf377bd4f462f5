"""The states of an entry, as words, and which of them count."""

from __future__ import annotations

RECORDED = "recorded"
VERIFIED = "verified"  # 核实: the clerk has looked at it
RETURNED = "returned"  # 退回: with a sentence to the deputy; counts again once it is corrected
OBJECTED = "objected"  # 异议: the deputy disagrees with a return
WITHDRAWN = "withdrawn"  # 撤回: keeps its number, counts for nothing

COUNTED = frozenset({RECORDED, VERIFIED, OBJECTED})
PENDING = frozenset({RECORDED, OBJECTED})  # waits for the clerk
