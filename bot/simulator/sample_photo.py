"""A ready photo for people who try the chat on a computer: a village road with a pothole, drawn here."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 720
HORIZON = 300


@cache
def sample_photo() -> bytes:
    """A JPEG of about 30 KB."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "#bcd9ec")
    draw = ImageDraw.Draw(image)
    for y in range(HORIZON):
        share = y / HORIZON
        sky = (int(150 + 70 * share), int(195 + 35 * share), int(228 + 12 * share))
        draw.line([(0, y), (WIDTH, y)], fill=sky)
    _hills(draw)
    _road(draw)
    _houses(draw)
    _pothole(draw)
    taken = BytesIO()
    image.save(taken, "JPEG", quality=86)
    return taken.getvalue()


def _hills(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse([-220, 190, 420, 520], fill="#7fa37a")
    draw.ellipse([260, 215, 900, 520], fill="#8fb085")
    draw.ellipse([640, 170, 1240, 540], fill="#749a72")
    draw.rectangle([0, HORIZON, WIDTH, HEIGHT], fill="#93a860")
    for row in range(12):  # rows of a field
        y = HORIZON + 12 + row * row * 3
        draw.line([(0, y), (WIDTH, y)], fill="#869b55", width=2 + row // 2)


def _road(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(440, HORIZON), (520, HORIZON), (900, HEIGHT), (60, HEIGHT)], fill="#8d8b86")
    draw.line([(440, HORIZON), (60, HEIGHT)], fill="#c9c4b8", width=8)
    draw.line([(520, HORIZON), (900, HEIGHT)], fill="#c9c4b8", width=8)
    for y, length in ((330, 14), (375, 24), (440, 38), (640, 60)):
        draw.polygon([(478, y), (483, y), (485, y + length), (475, y + length)], fill="#d8d5cc")


def _houses(draw: ImageDraw.ImageDraw) -> None:
    for left, top, size in ((150, 232, 96), (262, 252, 72), (660, 238, 90)):
        draw.rectangle([left, top, left + size, top + size * 0.75], fill="#ece7dc")
        draw.polygon(
            [(left - 10, top), (left + size + 10, top), (left + size * 0.5, top - size * 0.4)], fill="#6d5a52"
        )
        door = [left + size * 0.4, top + size * 0.35, left + size * 0.6, top + size * 0.75]
        draw.rectangle(door, fill="#8a6d4f")


def _pothole(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse([330, 490, 640, 590], fill="#5f5b55")
    draw.ellipse([350, 502, 625, 584], fill="#6f7f86")
    draw.ellipse([400, 515, 560, 556], fill="#8ea3ad")
    for points in (
        [(330, 540), (280, 520), (250, 532)],
        [(640, 545), (700, 530), (735, 548)],
        [(420, 588), (400, 630), (418, 668)],
        [(560, 586), (590, 622), (582, 655)],
    ):
        draw.line(points, fill="#5f5b55", width=5)
