"""Statutory dates and thresholds of a township congress, worked out from data (`rules/*.toml`).

compute("选举日是12月20日", today)            → every date that hangs on it
compute("代表52人,到会38人能开会吗", today)    → quorum, with the article and the sum
compute("预备会怎么开", today)                → None: a question of procedure, for the retrieval
"""

from knowledge.deadlines.answer import compute
from knowledge.deadlines.computed import Computed
from knowledge.deadlines.loader import load_ambiguities, load_rules
from knowledge.deadlines.model import Ambiguity, Citation, Row, Rule

__all__ = ["Ambiguity", "Citation", "Computed", "Row", "Rule", "compute", "load_ambiguities", "load_rules"]
