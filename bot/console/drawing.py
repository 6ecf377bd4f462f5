"""A picture as SVG, drawn on the server: attributes only, because the page's policy forbids styles.

On a page each shape may lead to its rows; saved to a file it leads nowhere, since nothing would be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

INK, SOFT, LINE, PAPER = "#1b1f24", "#56606b", "#c9d0d8", "#ffffff"
SERIES = ("#1d4f91", "#e0a030", "#5b9c6f")  # told apart in grey print too: dark, light, middle
FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
TITLE_HEIGHT = 40
_START = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {w} {h}" width="{w}" height="{h}" '
    'font-family="{font}" font-size="14"{hidden}><title>{title}</title>'
)


@dataclass
class Drawing:
    """Coordinates in pixels from the upper left."""

    title: str
    width: int
    height: int
    linked: bool = True
    _parts: list[Markup] = field(default_factory=list)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, edge: str = "", told: str = ""
    ) -> Markup:
        title = Markup("<title>{}</title>").format(told) if told else Markup("")
        stroke = Markup(' stroke="{}"').format(edge) if edge else Markup("")
        return Markup(
            '<rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="2" fill="{}"{}>{}</rect>'
        ).format(round(x, 1), round(y, 1), round(width, 1), round(height, 1), fill, stroke, title)

    def words(
        self, x: float, y: float, text: str, *, fill: str = INK, anchor: str = "start", size: int = 0
    ) -> Markup:
        big = Markup(' font-size="{}"').format(size) if size else Markup("")
        return Markup('<text x="{:g}" y="{:g}" fill="{}" text-anchor="{}"{}>{}</text>').format(
            round(x, 1), round(y, 1), fill, anchor, big, text
        )

    def line(self, x1: float, y1: float, x2: float, y2: float) -> Markup:
        return Markup('<line x1="{:g}" y1="{:g}" x2="{:g}" y2="{:g}" stroke="{}"/>').format(
            round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), LINE
        )

    def add(self, *shapes: Markup, href: str = "") -> None:
        """``href``: where a click on these shapes leads; for the keyboard the table below has it too."""
        drawn = Markup("").join(shapes)
        if href and self.linked:
            drawn = Markup('<a href="{}" tabindex="-1">{}</a>').format(href, drawn)
        self._parts.append(drawn)

    def legend(self, x: float, y: float, labels: Sequence[str]) -> None:
        for label, colour in zip(labels, SERIES, strict=False):
            self.add(self.rect(x, y - 11, 12, 12, colour), self.words(x + 18, y, label, fill=SOFT))
            x += 18 + 14 * len(label) + 24

    def svg(self) -> Markup:
        """On a page hidden from screen readers, which read the table; in a file with its title and paper."""
        above = 0 if self.linked else TITLE_HEIGHT
        hidden = Markup(' aria-hidden="true"') if self.linked else Markup("")
        start = Markup(_START).format(
            top=-above, w=self.width, h=self.height + above, font=FONT, title=self.title, hidden=hidden
        )
        if not self.linked:
            paper = self.rect(0, -above, self.width, self.height + above, PAPER)
            start += paper + self.words(10, -14, self.title, size=18)
        return start + Markup("").join(self._parts) + Markup("</svg>")


def shorten(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def ceiling(largest: int) -> int:
    """A round number at or above it, for the axis: 1, 2, 5, 10, 20, 50 …"""
    step = 1
    while step * 10 < largest:
        step *= 10
    return next(step * factor for factor in (1, 2, 5, 10) if step * factor >= max(1, largest))
