"""The texts inside parametric codes (带参数二维码). At most 64 characters (platform rule)."""

from __future__ import annotations

STATION = "station_"
BIND = "bind_"


def station_scene(code: str) -> str:
    """What the code sheet on a station's wall says: ``station_A07``."""
    return STATION + code.upper()


SCREEN = "screen_"
CARD = "card_"


def screen_scene(code: str, digits: str) -> str:
    """What the code on a station's screen says: ``screen_A07_482913``."""
    return f"{SCREEN}{code.upper()}_{digits}"


def screen_of(scene: str) -> tuple[str, str] | None:
    """Station code and digits of a scanned screen."""
    station, _, digits = scene.removeprefix(SCREEN).rpartition("_")
    return (station.upper(), digits) if scene.startswith(SCREEN) and station and digits.isdigit() else None


def card_scene(digits: str) -> str:
    """What the picture of an electronic deputy card says: ``card_482913``."""
    return CARD + digits


def card_of(scene: str) -> str | None:
    digits = scene.removeprefix(CARD)
    return digits if scene.startswith(CARD) and digits.isdigit() else None


def station_of(scene: str) -> str | None:
    """The station code in a scanned text, or None when the code is about something else."""
    code = scene.removeprefix(STATION)
    return code.upper() if code != scene and code else None


def bind_scene(person_id: str, code: str) -> str:
    """What the code sheet handed to one person says; the six digits make it worthless after one use."""
    return f"{BIND}{person_id}_{code}"


def bind_of(scene: str) -> tuple[str, str] | None:
    """The person's id and the binding code in a scanned text, or None."""
    person_id, _, code = scene.removeprefix(BIND).rpartition("_")
    return (person_id, code) if scene.startswith(BIND) and person_id and code.isdigit() else None
