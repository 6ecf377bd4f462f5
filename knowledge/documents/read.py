"""A file's text: .docx, .pdf, .html, .md and .txt (UTF-8 or GB18030). What cannot be read says so in
Chinese."""

from __future__ import annotations

import io
import logging
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import PurePath

# One law is under 0.5 MB as text and 5 MB as a PDF; beyond this it is something else.
MAX_BYTES = 30 * 1024 * 1024
MAX_CHARS = 3_000_000
# A page of a scanned document has no text layer; a typed page has hundreds of characters.
MIN_CHARS_PER_PAGE = 20

_BLOCKS = "p|div|h1|h2|h3|h4|h5|h6|li|tr|br|section|article|title|table|ul|ol|blockquote|pre"


class Unreadable(Exception):
    """A document that cannot be taken in; the text tells the clerk why and what to do."""


def read(name: str, data: bytes) -> str:
    """The text of a file; ``name`` decides how it is read and is named when it cannot be."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise Unreadable(f"{name}:不认识这种文件。请另存为 .docx、.pdf、.html、.md 或 .txt 再导入。")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{name}:文件太大(超过30MB),请拆开或者只留正文再导入。")
    if not data.strip():
        raise Unreadable(f"{name}:是空文件,请核对后重新导入。")
    text = READERS[suffix](name, data)
    if not text.strip():
        raise Unreadable(f"{name}:里面没有文字,请核对后重新导入。")
    return text[:MAX_CHARS]


def _plain(name: str, data: bytes) -> str:
    # A text that happens to be valid UTF-8 is never Chinese in GB18030: the order is safe.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    raise Unreadable(f"{name}:文字编码认不出来,请用记事本另存为 UTF-8 再导入。")


def _docx(name: str, data: bytes) -> str:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        _check_size(name, data)
        body = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Unreadable(
            f"{name}:打不开这个 Word 文件(可能已损坏),请用 Word 另存为 .docx 再导入。"
        ) from error
    lines = []
    for block in body.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _check_size(name: str, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(item.file_size for item in archive.infolist()) > 10 * MAX_BYTES:
            raise Unreadable(f"{name}:解压后太大,不予导入。")


def _doc(name: str, data: bytes) -> str:
    raise Unreadable(f"{name}:是旧版 Word(.doc)文件,请用 Word 或 WPS 打开,另存为 .docx 再导入。")


def _pdf(name: str, data: bytes) -> str:
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable(f"{name}:这个 PDF 有密码,请去掉密码再导入。")
            pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(f"{name}:打不开这个 PDF(可能已损坏),请重新导出后再导入。") from error
    empty = [n for n, text in enumerate(pages, 1) if len("".join(text.split())) < MIN_CHARS_PER_PAGE]
    if len(empty) * 2 > len(pages):
        raise Unreadable(
            f"{name}:第{_some(empty)}页没有文字(多半是扫描件),请换成可以复制文字的版本,或先做文字识别再导入。"
        )
    return _joined("\n".join(pages))


def _some(pages: list[int]) -> str:
    return "、".join(map(str, pages[:5])) + ("等" if len(pages) > 5 else "")


def _joined(text: str) -> str:
    """Lines that a PDF broke in mid-sentence made whole again."""
    return re.sub(
        r"(?<=[^\n。；：！？])\n(?=[一-鿿，。；、])(?!第[一二三四五六七八九十百零]+[条章节编]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)",
        "",
        text,
    )


def _html(name: str, data: bytes) -> str:
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        root = html.fromstring(_plain(name, data).encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise Unreadable(f"{name}:网页内容读不出来,请另存为文本再导入。") from error
    for node in root.xpath("//script|//style|//nav|//header|//footer|//noscript|//form|//iframe|//comment()"):
        parent = node.getparent()
        if parent is not None:
            node.drop_tree()
    for node in root.iter():
        if isinstance(node.tag, str) and re.fullmatch(_BLOCKS, node.tag):
            node.tail = "\n" + (node.tail or "")
            node.text = "\n" + (node.text or "") if node.tag != "br" else node.text
    return str(root.text_content())


READERS: dict[str, Callable[[str, bytes], str]] = {
    ".docx": _docx,
    ".doc": _doc,
    ".pdf": _pdf,
    ".html": _html,
    ".htm": _html,
    ".md": _plain,
    ".markdown": _plain,
    ".txt": _plain,
}
