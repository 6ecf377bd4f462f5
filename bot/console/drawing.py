"""A picture as SVG, drawn on the server: attributes only, because the page's policy forbids styles.

On a page each shape may lead to its rows; saved to a file it leads nowhere, since nothing would be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

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
    _parts: list[str] = field(default_factory=list)

    # Plain strings, escaped by hand where a text comes from elsewhere: a matrix has hundreds of cells.
    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, edge: str = "", told: str = ""
    ) -> str:
        title = f"<title>{escape(told)}</title>" if told else ""
        stroke = f' stroke="{edge}"' if edge else ""
        place = f'x="{x:.4g}" y="{y:.4g}" width="{width:.4g}" height="{height:.4g}"'
        return f'<rect {place} fill="{fill}"{stroke}>{title}</rect>'

    def words(
        self, x: float, y: float, text: str, *, fill: str = INK, anchor: str = "", size: int = 0
    ) -> str:
        more = f' text-anchor="{anchor}"' if anchor else ""
        more += f' font-size="{size}"' if size else ""
        return f'<text x="{x:.4g}" y="{y:.4g}" fill="{fill}"{more}>{escape(text)}</text>'

    def line(self, x1: float, y1: float, x2: float, y2: float) -> str:
        return f'<line x1="{x1:.4g}" y1="{y1:.4g}" x2="{x2:.4g}" y2="{y2:.4g}" stroke="{LINE}"/>'

    def add(self, *shapes: str, href: str = "") -> None:
        """``href``: where a click on these shapes leads; for the keyboard the table below has it too."""
        drawn = "".join(shapes)
        if href and self.linked:
            drawn = f'<a href="{escape(href)}" tabindex="-1">{drawn}</a>'
        self._parts.append(drawn)

    def legend(self, x: float, y: float, labels: Sequence[str]) -> None:
        for label, colour in zip(labels, SERIES, strict=False):
            self.add(self.rect(x, y - 11, 12, 12, colour), self.words(x + 18, y, label, fill=SOFT))
            x += 18 + 14 * len(label) + 24

    def svg(self) -> Markup:
        """On a page hidden from screen readers, which read the table; in a file with its title and paper."""
        above = 0 if self.linked else TITLE_HEIGHT
        hidden = ' aria-hidden="true"' if self.linked else ""
        start = _START.format(
            top=-above,
            w=self.width,
            h=self.height + above,
            font=FONT,
            title=escape(self.title),
            hidden=hidden,
        )
        if not self.linked:
            paper = self.rect(0, -above, self.width, self.height + above, PAPER)
            start += paper + self.words(10, -14, self.title, size=18)
        return Markup(start + "".join(self._parts) + "</svg>")


def shorten(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def ceiling(largest: int) -> int:
    """A round number at or above it, for the axis: 1, 2, 5, 10, 20, 50 …"""
    step = 1
    while step * 10 < largest:
        step *= 10
    return next(step * factor for factor in (1, 2, 5, 10) if step * factor >= max(1, largest))
