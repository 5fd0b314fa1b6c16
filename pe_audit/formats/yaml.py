"""YAML, from libyaml's events: no tree is built, so neither depth nor aliases can hurt.

Scalars stay as written (`no`, `0777`); one with a tag of its own keeps it (`!Ref Name`). An alias repeats its anchor's
settings under its own key, at the place where they are written; `<<` merges them, and a key of the mapping itself wins.
Rails' ERB tags stay in the values as written; of a condition among them both branches are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats import erb
from pe_audit.formats.place import DEEPEST, MOST_SETTINGS, Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LARGEST = 1_000_000  # characters
_MOST_DIRECTIVES = 100  # libyaml compares each %TAG with every other
_TEMPLATE = expression(r"\{\{|\{%|<%|\{#")
_DIRECTIVE = expression(r"^%", re.MULTILINE)
_PROPERTIES = expression(r"(?:[&!][^\s,\[\]{}]*|#[^\r\n]*|\s+)+")
_BLOCK_HEAD = expression(r"[|>][^\r\n]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*")
_CORE_TAG = "tag:yaml.org,2002:"


def read(text: str) -> Iterator[Setting]:
    """Every scalar of every document. Raises Unreadable for templates and broken, too large or too deep YAML."""
    import yaml

    if len(text) > _LARGEST:
        raise Unreadable("YAML of more than 1 MB")
    if len(_DIRECTIVE.findall(text)) > _MOST_DIRECTIVES:
        raise Unreadable("more YAML directives than any file needs")
    reading = _Reading(text)
    take = {
        yaml.ScalarEvent: reading.scalar,
        yaml.AliasEvent: reading.alias,
        yaml.MappingStartEvent: reading.mapping,
        yaml.SequenceStartEvent: reading.sequence,
        yaml.MappingEndEvent: reading.close,
        yaml.SequenceEndEvent: reading.close,
        yaml.DocumentStartEvent: reading.document,
    }
    try:
        for event in yaml.parse(reading.hidden, Loader=yaml.CSafeLoader):
            if (method := take.get(type(event))) is not None:
                method(event)
    except (yaml.YAMLError, ValueError) as error:
        raise Unreadable("a template, not YAML" if _TEMPLATE.search(text) else "broken YAML") from error
    return (setting for setting in reading.settings if setting is not None)


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is being read; `first` is the number of settings before it."""

    path: str
    mapping: bool
    anchor: str | None
    first: int
    merge: bool = False  # a list below `<<`: its items have no index
    word: str | None = None  # the key whose value comes next
    items: int = 0
    own: set[str] = field(default_factory=set)
    merged: list[tuple[int, int]] = field(default_factory=list)


class _Reading:
    def __init__(self, text: str) -> None:
        self.settings: list[Setting | None] = []  # None: a merged one that the mapping itself overrides
        self.hidden = erb.hidden(text)
        self._text = text
        self._places = Places(text)
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[int, int, str]] = {}  # settings from, to, and their common path
        self._words: dict[str, str] = {}  # what an anchored scalar says, for aliases in the place of a key
        self._copied = 0

    def document(self, _event: Any) -> None:
        self._anchors.clear()
        self._words.clear()

    def mapping(self, event: Any) -> None:
        at = event.start_mark.index
        if self._key_comes() and self._text[at - 1 : at + 1] == "{{":
            raise Unreadable("a template, not YAML")
        self._begin(event, mapping=True)

    def sequence(self, event: Any) -> None:
        self._begin(event, mapping=False)

    def _begin(self, event: Any, mapping: bool) -> None:
        if len(self._open) >= DEEPEST:
            raise Unreadable("YAML nested too deeply")
        merge = bool(self._open) and (self._open[-1].word == "<<" or self._open[-1].merge)
        path = self._path()
        self._open.append(_Open(path, mapping, event.anchor, len(self.settings), merge and not mapping))

    def close(self, _event: Any) -> None:
        closed = self._open.pop()
        for first, last in closed.merged:
            for number in range(first, last):
                setting = self.settings[number]
                if setting is not None and _first_word(setting.key, closed.path) in closed.own:
                    self.settings[number] = None
        self._remember(closed.anchor, closed.first, closed.path)
        self._done(closed.first, "?")

    def scalar(self, event: Any) -> None:
        if self._key_comes():
            if event.anchor:
                self._words[event.anchor] = event.value
            self._open[-1].word = self._shown(event)
            return
        first, path = len(self.settings), self._path()
        value, start, end = self._written(event)
        if path or value:  # a document may be empty
            self.settings.append(self._places.setting(path, value, start, end))
        if event.anchor:
            self._words[event.anchor] = event.value
        self._remember(event.anchor, first, path)
        self._done(first)

    def alias(self, event: Any) -> None:
        if self._key_comes():
            self._open[-1].word = self._words.get(event.anchor, "?")
            return
        first, path = len(self.settings), self._path()
        for number in range(*self._anchors.get(event.anchor, (0, 0, ""))[:2]):
            self._copied += 1
            if self._copied > MOST_SETTINGS:
                raise Unreadable("aliases that multiply without measure")
            setting = self.settings[number]
            if setting is not None:
                rest = setting.key[len(self._anchors[event.anchor][2]) :].lstrip(".")
                self.settings.append(setting._replace(key=dotted(path, rest) if rest else path))
        self._done(first)

    def _key_comes(self) -> bool:
        return bool(self._open) and self._open[-1].mapping and self._open[-1].word is None

    def _path(self) -> str:
        """The key of the value that comes now."""
        if not self._open:
            return ""
        parent = self._open[-1]
        if parent.merge or parent.word == "<<":
            return parent.path
        return dotted(parent.path, (parent.word or "?") if parent.mapping else str(parent.items))

    def _done(self, first: int, word: str | None = None) -> None:
        """A value is complete: note what it merged, and make its parent ready for the next."""
        if not self._open:
            return
        parent = self._open[-1]
        if parent.word == "<<" and parent.mapping:
            parent.merged.append((first, len(self.settings)))
        elif parent.word is not None:
            parent.own.add(parent.word)
        parent.word = word if parent.mapping and parent.word is None else None
        parent.items += 1

    def _remember(self, anchor: str | None, first: int, path: str) -> None:
        if anchor:
            self._anchors[anchor] = (first, len(self.settings), path)

    def _written(self, event: Any) -> tuple[str, int, int]:
        """A scalar's value and where in the text it stands, without quotes and block head."""
        start, end = event.start_mark.index, event.end_mark.index
        own_tag = event.tag and event.tag != "!" and not event.tag.startswith(_CORE_TAG)
        if own_tag:
            return f"{event.tag} {self._shown(event)}", start, end
        if event.tag or event.anchor:
            properties = _PROPERTIES.match(self._text, start, end)
            start = properties.end() if properties else start
        if event.style in ("'", '"'):
            return self._shown(event), start + 1, end - 1
        if event.style in ("|", ">"):
            head = _BLOCK_HEAD.match(self._text, start, end)
            start = head.end() if head else start
        return self._shown(event), start, end

    def _shown(self, event: Any) -> str:
        start, end = event.start_mark.index, event.end_mark.index
        return erb.shown(event.value, self.hidden[start:end], self._text[start:end])


def _first_word(key: str, path: str) -> str:
    return key[len(path) :].lstrip(".").partition(".")[0]
