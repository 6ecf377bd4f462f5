"""Reading and writing the platform's XML, with nothing in it that a forger could use.

A body is decoded as UTF-8 before it is parsed, whatever encoding it declares, so that no other encoding can
carry a DOCTYPE past us; a DOCTYPE is refused by the parser's own event, not by searching for a word that a
person may well have typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

MAX_DEPTH = 8  # the deepest push that the platform sends has five levels
MAX_NODES = 2000


class Malformed(Exception):
    """Not a body that the platform would send. The message names the reason, never the content."""


@dataclass(slots=True)
class Node:
    name: str
    text: str = ""
    children: list[Node] = field(default_factory=list)
    _texts: dict[str, str | None] | None = field(default=None, init=False, repr=False, compare=False)

    def get(self, name: str) -> str:
        """The text of the child ``name``; empty when absent. A repeated or nested one is refused."""
        if self._texts is None:  # asked nine times a message, after the body is read
            self._texts = self._by_name()
        text = self._texts.get(name, "")
        if text is None:
            raise Malformed(f"{name} is not a single text")
        return text

    def _by_name(self) -> dict[str, str | None]:
        texts: dict[str, str | None] = {}
        for child in self.children:
            texts[child.name] = None if child.name in texts or child.children else child.text
        return texts

    def child(self, name: str) -> Node:
        """The first child called ``name``; an empty one when absent."""
        return next((child for child in self.children if child.name == name), Node(name))

    def all(self, name: str) -> list[Node]:
        return [child for child in self.children if child.name == name]


class _Builder:
    """The target of an ElementTree parser; it may stop the parser by raising."""

    def __init__(self) -> None:
        self._root = Node("")
        self._open = [self._root]
        self._texts: list[str] = []
        self._nodes = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._nodes += 1
        if len(self._open) > MAX_DEPTH or self._nodes > MAX_NODES:
            raise Malformed("nested too deep or too many elements")
        node = Node(tag)
        self._open[-1].children.append(node)
        self._open.append(node)
        self._texts = []

    def end(self, _tag: str) -> None:
        node = self._open.pop()
        if not node.children:
            node.text = "".join(self._texts)
        self._texts = []

    def data(self, text: str) -> None:
        self._texts.append(text)

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise Malformed("DOCTYPE")

    def close(self) -> Node:
        return self._root.children[0]


def read(body: bytes | str) -> Node:
    """The root element, which must be ``<xml>``. Raises :class:`Malformed`."""
    try:
        text = body if isinstance(body, str) else body.decode("utf-8-sig")
        # Only where the word occurs at all is the slower parser needed, which tells a DOCTYPE from a word
        # that a person typed.
        root = _watched(text) if "<!DOCTYPE" in text else _taken(fromstring(text), _Count())
    except (ParseError, UnicodeError, ValueError, LookupError) as error:
        raise Malformed(type(error).__name__) from error
    if root.name != "xml":
        raise Malformed("no <xml> root")
    return root


def _watched(text: str) -> Node:
    parser = XMLParser(target=_Builder(), encoding="utf-8")
    parser.feed(text.encode())
    return cast(Node, parser.close())  # what the builder's close() gives


@dataclass
class _Count:
    nodes: int = 1  # the root


def _taken(element: Element, count: _Count, depth: int = 1) -> Node:
    count.nodes += len(element)
    if (depth == MAX_DEPTH and len(element)) or count.nodes > MAX_NODES:
        raise Malformed("nested too deep or too many elements")
    children = [_taken(child, count, depth + 1) if len(child) else _leaf(child) for child in element]
    return Node(element.tag, "" if children else element.text or "", children)


def _leaf(element: Element) -> Node:
    return Node(element.tag, element.text or "")


def cdata(text: str) -> str:
    """``text`` inside a CDATA section that it cannot break out of."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
