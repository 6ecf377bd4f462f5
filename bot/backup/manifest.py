"""The list inside a backup: every file with its size and SHA-256, every table with its number of rows."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

NAME = "manifest.json"
FORMAT = "renda-backup"
VERSION = 1
DATABASE = "renda.db"
DOCUMENTS = "documents.json"
# Nothing else may stand in a backup, and so nothing else is ever written when it is restored.
ALLOWED = re.compile(
    r"renda\.db|documents\.json|secrets/[a-z][a-z0-9_-]{0,40}\.key"
    r"|attachments/[0-9a-f]{2}/[0-9a-f]{64}\.[a-z0-9]{1,5}"
)


class NotAManifest(ValueError):
    """``args[0]``: "foreign", "newer" or "broken"."""


@dataclass(frozen=True)
class Packed:
    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    created_at: str
    township: str
    revision: str  # of the database's schema
    counts: dict[str, int]  # rows of each table
    audit_id: int  # the newest link of the audit trail
    audit_hash: str
    files: tuple[Packed, ...]
    missing: tuple[str, ...] = ()  # photos that the database knows and the disk did not have

    def as_json(self) -> bytes:
        body = {"format": FORMAT, "version": VERSION, **asdict(self)}
        return json.dumps(body, ensure_ascii=False, indent=1).encode()


def read_manifest(raw: bytes) -> Manifest:
    """Raises :class:`NotAManifest`."""
    try:
        body: Any = json.loads(raw)
        if not isinstance(body, dict) or body.pop("format", None) != FORMAT:
            raise NotAManifest("foreign")
        version = int(body.pop("version"))
        if version > VERSION:
            raise NotAManifest("newer")
        files = tuple(
            Packed(str(each["path"]), int(each["size_bytes"]), str(each["sha256"]))
            for each in body.pop("files")
        )
        counts = {str(name): int(count) for name, count in body.pop("counts").items()}
        missing = tuple(str(each) for each in body.pop("missing"))
        return Manifest(counts=counts, files=files, missing=missing, **body)
    except NotAManifest:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAManifest("broken") from error
