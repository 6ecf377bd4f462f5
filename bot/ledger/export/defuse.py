"""Making text safe to open: no formula, no character that a file format forbids."""

from __future__ import annotations

import re
import unicodedata

# Excel and WPS take a cell that begins so for a formula; a leading tab or line end hides one from a reader.
_STARTERS = frozenset("=+-@\t\r\n")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML 1.0
MAX_CELL_CHARS = 32_000  # Excel's own limit is 32,767
_CUT = "……(太长,后面的看原记录)"


def clean(text: str) -> str:
    """Without the characters that XML forbids; line ends as ``\\n``."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def defuse(text: str) -> str:
    """Text that no spreadsheet computes, whatever it begins with: full-width and hidden starters too."""
    # Cleaned first: a forbidden character in front would hide a starter and then be taken away.
    plain = clean(text if len(text) <= MAX_CELL_CHARS else text[:MAX_CELL_CHARS] + _CUT)
    visible = plain.lstrip(" \u3000\xa0\u200b\ufeff")
    begins = {plain[:1], visible[:1], unicodedata.normalize("NFKC", visible[:1])}
    # The apostrophe is how a spreadsheet itself marks text.
    return f"'{plain}" if begins & _STARTERS else plain
