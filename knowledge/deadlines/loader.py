"""Reads the rules and the ambiguities, which are data: `rules/*.toml`, `ambiguities.toml`, `laws.toml`."""

import tomllib
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.deadlines.model import Ambiguity, Citation, Count, Deadline, LocalRule, Ratio, Rule

_DATA = files("knowledge.deadlines")


class UnknownRule(KeyError):
    """The code or the data names a rule, a ratio or a law that is not in the tables."""


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(_DATA.joinpath(name).read_text(encoding="utf-8"))


@cache
def law_names() -> dict[str, str]:
    """Short name used in a township → full name in the statutes' data."""
    return {str(short): str(full) for short, full in _table("laws.toml").items()}


def _full_name(short: str) -> str:
    try:
        return law_names()[short]
    except KeyError as missing:
        raise UnknownRule(f"law {short!r} is not in laws.toml") from missing


def _ratio(data: dict[str, Any]) -> Ratio:
    return Ratio(**{**data, "share": Fraction(data["share"])})


def _citation(data: dict[str, Any]) -> Citation:
    return Citation(_full_name(data["law"]), data["article"], data["phrase"])


def _rule(data: dict[str, Any]) -> Rule:
    parts: dict[str, Any] = {
        "deadlines": tuple(Deadline(**entry) for entry in data.pop("deadlines", ())),
        "ratios": tuple(_ratio(entry) for entry in data.pop("ratios", ())),
        "counts": tuple(Count(**entry) for entry in data.pop("counts", ())),
        "also": tuple(_citation(entry) for entry in data.pop("also", ())),
        "local": tuple(LocalRule(**entry) for entry in data.pop("local", ())),
        "ambiguities": tuple(data.pop("ambiguities", ())),
    }
    short = data.pop("law")
    return Rule(**data, **parts, law=_full_name(short), law_short=short)


def _rules_of(name: str) -> list[Rule]:
    table = _table(f"rules/{name}")
    shared = {key: value for key, value in table.items() if key != "rule"}
    return [_rule({**shared, **entry}) for entry in table["rule"]]


@cache
def load_rules() -> dict[str, Rule]:
    """All rules by id; a doubled id or a misspelt field stops the load."""
    names = sorted(entry.name for entry in _DATA.joinpath("rules").iterdir() if entry.name.endswith(".toml"))
    rules: dict[str, Rule] = {}
    for rule in (rule for name in names for rule in _rules_of(name)):
        if rule.id in rules:
            raise UnknownRule(f"rule {rule.id} is there twice")
        rules[rule.id] = rule
    return rules


@cache
def load_ambiguities() -> dict[str, Ambiguity]:
    return {entry["id"]: Ambiguity(**entry) for entry in _table("ambiguities.toml")["ambiguity"]}


def rule(rule_id: str) -> Rule:
    try:
        return load_rules()[rule_id]
    except KeyError as missing:
        raise UnknownRule(rule_id) from missing


@cache
def ratio(key: str) -> tuple[Rule, Ratio]:
    """The ratio with this key and the rule that it belongs to."""
    for candidate in load_rules().values():
        for entry in candidate.ratios:
            if entry.key == key:
                return candidate, entry
    raise UnknownRule(key)


@cache
def count(key: str) -> tuple[Rule, Count]:
    """The count with this key and the rule that it belongs to."""
    for candidate in load_rules().values():
        for entry in candidate.counts:
            if entry.key == key:
                return candidate, entry
    raise UnknownRule(key)
