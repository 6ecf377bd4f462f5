"""A csv file as a table: UTF-8, UTF-16 or GB18030 (what Excel and WPS on a Chinese Windows write)."""

from __future__ import annotations

import csv
import io

from bot.errors import Refused
from bot.roster.tables import MAX_COLUMNS, MAX_ROWS, Table, TableRow
from bot.texts import roster as texts


def read_csv(content: bytes) -> Table:
    """Raises :class:`Refused` when the bytes are no text table."""
    text = _decode(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[TableRow] = []
    started = 1  # a quoted cell may span lines: a row is named by its first one
    try:
        for cells in reader:
            rows.append(TableRow(started, tuple(cell.strip() for cell in cells[:MAX_COLUMNS])))
            started = reader.line_num + 1
            if len(rows) > MAX_ROWS:
                raise Refused(texts.too_many_rows(MAX_ROWS))
    except csv.Error as error:
        raise Refused(texts.BROKEN_FILE) from error
    return Table("", tuple(row for row in rows if not row.blank))


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content:
        raise Refused(texts.NOT_A_TABLE)
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(texts.UNKNOWN_ENCODING)


def _delimiter(text: str) -> str:
    """The separator that the first lines have most of; a comma when there is none."""
    head = "\n".join(text.splitlines()[:5])
    return max((",", "\t", ";"), key=head.count)
