"""Small pieces that the threshold answers share: an exact fraction in words, a row with one reading."""

from fractions import Fraction

from knowledge.deadlines.model import Row, Rule


def written(value: Fraction) -> str:
    """36 2/3 as people write it, exactly: a mixed number instead of 36.67."""
    whole, rest = divmod(value.numerator, value.denominator)
    if not rest:
        return str(whole)
    return f"{whole}又{rest}/{value.denominator}" if whole else f"{rest}/{value.denominator}"


def plain_row(source: Rule, value: str, sum_: str) -> Row:
    return Row(source.item, value, value, source, sum_, source.note, ambiguities=source.ambiguities)
