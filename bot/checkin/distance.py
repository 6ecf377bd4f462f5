"""How far two points are apart. Both in GCJ-02, as WeChat's map and the stations' points are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_000
ROUND_TO_METRES = 50  # what is kept: coarse enough to say nothing of where she stood


def metres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great circle; the shift of GCJ-02 is the same for both within some kilometres."""
    here, there = radians(latitude), radians(other_latitude)
    half = sin((there - here) / 2) ** 2
    half += cos(here) * cos(there) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_METRES * asin(sqrt(half))


def rounded(distance: float) -> int:
    return round(distance / ROUND_TO_METRES) * ROUND_TO_METRES
