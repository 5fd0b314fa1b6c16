"""XML: web.config, strings.xml, plist and any other, by paths of element names without the root.

An element's `key` or `name` is the next word of its path, so that `<string name="x">v</string>` is string.x; for
`<add>` it stands instead of the word: appSettings.KEY. Its `value` or `connectionString` is then its value; every
other attribute is path.attribute, and text is path. A plist is read as the dictionary it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import DEEPEST, Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_TAG = expression(r"<[^\s/>]+")
_ATTRIBUTE = expression(r"\s+(?:[^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PLIST = expression(r"<plist[\s>]")
_TEMPLATE = expression(r"\{\{|\{%|<%|<\?php|<\?=")
_NAMES = ("key", "name")
_VALUES = ("value", "connectionString")


def read(text: str) -> Iterator[Setting]:
    """Every attribute and every text. Raises Unreadable for broken XML, and for entities: none is ever expanded."""
    reading = _Plist(text) if _PLIST.search(text[:2000]) else _Reading(text)
    parser = expat.ParserCreate(encoding="utf-8")
    parser.ordered_attributes = True
    parser.specified_attributes = True
    parser.StartElementHandler = lambda name, attributes: reading.start(parser.CurrentByteIndex, name, attributes)
    parser.EndElementHandler = lambda _name: reading.end(parser.CurrentByteIndex)
    parser.CharacterDataHandler = lambda data: reading.data(parser.CurrentByteIndex, data)
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(reading.raw, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable("a template, not XML" if _TEMPLATE.search(text) else "broken XML") from error
    return iter(reading.settings)


def _refuse_entity(*_declaration: Any) -> None:
    raise Unreadable("XML that declares entities")


@dataclass(slots=True)
class _Open:
    """An element that is being read, and what it says so far. `start`: of its text, -1 as long as it has none."""

    name: str
    path: str
    at: int
    start: int = -1
    text: list[str] = field(default_factory=list)
    word: str = ""  # in a plist: the key whose value comes next
    items: int = 0


class _Reading:
    def __init__(self, text: str) -> None:
        self.settings: list[Setting] = []
        self.raw = text.encode("utf-8", "replace")
        self._text = text
        self._places = Places(text)
        self._open: list[_Open] = []
        self._known = (0, 0)  # the same place as a byte and as a character; expat's places only ever grow

    def start(self, at: int, name: str, attributes: list[str]) -> None:
        if len(self._open) >= DEEPEST:
            raise Unreadable("XML nested too deeply")
        local = name.rpartition(":")[2]
        first = self._offset(at)
        pairs = list(zip(attributes[::2], attributes[1::2], self._spans(first, len(attributes) // 2), strict=False))
        named = next((value for wanted in _NAMES for key, value, _ in pairs if _local(key) == wanted), "")
        path = self._path(local, named)
        self._open.append(_Open(local, path, first))
        for key, value, (start, end) in pairs:
            word = _local(key)
            if not key.startswith("xmlns") and not (named and word in _NAMES) and local != "plist":
                whole = bool(named) and word in _VALUES
                self.settings.append(self._places.setting(path if whole else dotted(path, word), value, start, end))

    def data(self, at: int, data: str) -> None:
        element = self._open[-1]
        if element.start < 0:
            if not data.strip():
                return
            element.start = self._offset(at) + len(data) - len(data.lstrip())
        element.text.append(data)

    def end(self, at: int) -> None:
        element = self._open.pop()
        if element.start >= 0:
            self._text_of(element, at, element.path or element.name)

    def _text_of(self, element: _Open, at: int, path: str) -> None:
        """The text of an element whose end tag is at byte `at`."""
        written = self._text[element.start : self._offset(at)].rstrip()
        end = element.start + len(written.removesuffix("]]>"))
        self.settings.append(self._places.setting(path, "".join(element.text).strip(), element.start, end))

    def _path(self, name: str, named: str) -> str:
        if not self._open:
            return ""
        path = self._open[-1].path
        if name != "add" or not named:
            path = dotted(path, name)
        return dotted(path, named) if named else path

    def _spans(self, start: int, count: int) -> list[tuple[int, int]]:
        """Where the values of a tag's attributes stand, without quotes."""
        tag = _TAG.match(self._text, start)
        at = tag.end() if tag else start
        spans = []
        for _ in range(count):
            attribute = _ATTRIBUTE.match(self._text, at)
            if attribute is None:
                break
            spans.append(attribute.span(attribute.lastindex or 0))
            at = attribute.end()
        return spans

    def _offset(self, at: int) -> int:
        """The character at a byte."""
        byte, character = self._known
        self._known = (at, character + len(self.raw[byte:at].decode("utf-8", "replace")))
        return self._known[1]


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Plist(_Reading):
    """Apple's property list: `<key>k</key><string>v</string>` is k; `<true/>` and `<false/>` are values."""

    def _path(self, name: str, _named: str) -> str:
        if not self._open or name == "key":
            return ""
        parent = self._open[-1]
        if parent.name == "dict":
            return dotted(parent.path, parent.word)
        if parent.name == "array":
            parent.items += 1
            return dotted(parent.path, str(parent.items - 1))
        return parent.path

    def end(self, at: int) -> None:
        element = self._open.pop()
        if element.name == "key" and self._open:
            self._open[-1].word = "".join(element.text).strip()
        elif element.name in ("true", "false"):
            start = element.at + len("<")
            self.settings.append(self._places.setting(element.path, element.name, start, start + len(element.name)))
        elif element.start >= 0:
            self._text_of(element, at, element.path)
