"""The texts inside parametric codes (带参数二维码). At most 64 characters (platform rule)."""

from __future__ import annotations

STATION = "station_"


def station_scene(code: str) -> str:
    """What the code sheet on a station's wall says: ``station_A07``."""
    return STATION + code.upper()


def station_of(scene: str) -> str | None:
    """The station code in a scanned text, or None when the code is about something else."""
    code = scene.removeprefix(STATION)
    return code.upper() if code != scene and code else None
