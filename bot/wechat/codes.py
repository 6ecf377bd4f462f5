"""Parametric codes (带参数二维码): made by the platform, drawn here with the name underneath."""

from __future__ import annotations

import base64
import html
import io
from dataclasses import dataclass
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from bot.wechat.api import PlatformClient

TEMPORARY_MAX_SECONDS = 2_592_000  # 30 days, the platform's longest
CODE_PIXELS, MARGIN, LINE_PIXELS = 800, 60, 72
FONT_FOLDERS = ("C:/Windows/Fonts", "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts")
FONT_NAMES = ("msyh", "simhei", "simsun", "notosanscjk", "sourcehan", "wqy", "pingfang", "uming", "ukai")


@dataclass(frozen=True)
class Sheet:
    """One code to print: what it opens, its file's name, and the lines underneath, the first one large."""

    content: str
    name: str
    lines: tuple[str, ...]


def permanent(client: PlatformClient, scene: str) -> str:
    """The address inside a code for a wall; it never expires. An account may have 100,000 of them."""
    return _create(client, {"action_name": "QR_LIMIT_STR_SCENE"}, scene)


def temporary(client: PlatformClient, scene: str, seconds: int) -> str:
    seconds = min(seconds, TEMPORARY_MAX_SECONDS)
    return _create(client, {"action_name": "QR_STR_SCENE", "expire_seconds": seconds}, scene)


def _create(client: PlatformClient, body: dict[str, object], scene: str) -> str:
    answer = client.post("qrcode/create", data={**body, "action_info": {"scene": {"scene_str": scene}}})
    return str(answer["url"])


def png(sheet: Sheet, font_file: Path | None) -> bytes:
    """The code with its lines. Without a font that has Chinese, only lines in Latin letters are drawn."""
    lines = [line for line in sheet.lines if font_file is not None or line.isascii()]
    code = _square(sheet.content)
    height = MARGIN * 2 + CODE_PIXELS + LINE_PIXELS * len(lines)
    page = Image.new("RGB", (CODE_PIXELS + MARGIN * 2, height), "white")
    page.paste(code, (MARGIN, MARGIN))
    drawing, top = ImageDraw.Draw(page), MARGIN + CODE_PIXELS + MARGIN // 3
    for number, line in enumerate(lines):
        size = LINE_PIXELS - 16 if number == 0 else LINE_PIXELS - 36
        font = ImageFont.truetype(str(font_file), size) if font_file else ImageFont.load_default(size)
        drawing.text((page.width / 2, top), line, fill="black", font=font, anchor="ma")
        top += LINE_PIXELS
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def _square(content: str) -> Image.Image:
    raw = io.BytesIO()
    segno.make(content, error="m", micro=False).save(raw, kind="png", scale=10, border=2)
    return Image.open(raw).convert("RGB").resize((CODE_PIXELS, CODE_PIXELS), Image.Resampling.NEAREST)


def page(title: str, sheets: list[Sheet], pictures: list[bytes]) -> str:
    """All codes on one web page to print; the browser has the fonts that this machine may lack."""
    cells = []
    for sheet, picture in zip(sheets, pictures, strict=True):
        data = base64.b64encode(picture).decode()
        first, *rest = (html.escape(line) for line in sheet.lines)
        below = "".join(f"<p>{line}</p>" for line in rest)
        cells.append(f'<figure><img src="data:image/png;base64,{data}"><h2>{first}</h2>{below}</figure>')
    style = "figure{display:inline-block;width:45%;text-align:center;break-inside:avoid}img{width:100%}"
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title><style>{style}</style>'
    return f'<!doctype html><html lang="zh">{head}{"".join(cells)}</html>\n'


def bare(sheet: Sheet) -> bytes:
    """The code alone, for the web page."""
    out = io.BytesIO()
    _square(sheet.content).save(out, "PNG")
    return out.getvalue()


def chinese_font() -> Path | None:
    """A font of this machine that has Chinese, or None."""
    for folder in map(Path, FONT_FOLDERS):
        if not folder.is_dir():
            continue
        for file in sorted(folder.rglob("*.[to]t[fc]")):
            if any(name in file.name.lower() for name in FONT_NAMES):
                return file
    return None
