"""nftables: `inet.filter.input.0`, value the rule as written; `inet.filter.input.hook` and `.policy` of its chain.

The elements of a set are `inet.filter.@name.0`, those of a definition `$name.0`. `add rule inet filter input …` counts
as the chain's next rule; `insert` has the key `inet.filter.input.insert`, for its place is not the file's. `include` is
a setting like any other; other statements say nothing here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import DEEPEST, Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_TOKEN = expression(
    r"(?P<skip>(?:[^\S\r\n]|\\(?:\r\n|\r|\n))+|\#[^\r\n]*)"
    r'|(?P<end>[\r\n;]+)|(?P<open>\{)|(?P<close>\})|(?P<word>(?:"[^"\r\n]*"?|[^\s{};"\#\\]|\\(?![\r\n]))+)'
)
_TEMPLATE = expression(r"\{\{|\{%|<%")
_FAMILIES = frozenset({"ip", "ip6", "inet", "arp", "bridge", "netdev"})
_HOOK = expression(r"type\s+\w+\s+hook\s+(\w+)")
_POLICY = expression(r"policy\s+(\w+)")
_BLOCKS = frozenset({"table", "chain", "set", "map"})
_WORD = expression(r',|"[^"\r\n]*"?|[^,"]+')


def read(text: str) -> Iterator[Setting]:
    """Every rule, policy and element, in order. Raises Unreadable for templates and broken files."""
    reading = _Reading(text)
    try:
        yield from reading.statements()
    except _BrokenError as error:
        template = _TEMPLATE.search(text) is not None
        raise Unreadable("a template, not nftables" if template else "no nftables rules, or broken ones") from error


class _BrokenError(Exception):
    pass


@dataclass(slots=True)
class _Block:
    kind: str  # table, chain, set, or another that says nothing here
    path: str


class _Reading:
    def __init__(self, text: str) -> None:
        self._text = text
        self._places = Places(text)
        self._blocks: list[_Block] = []
        self._rules: dict[str, int] = {}

    def statements(self) -> Iterator[Setting]:
        words: list[str] = []
        start = end = at = inner = 0  # `inner`: braces that are open inside a statement
        while at < len(self._text):
            token = _TOKEN.match(self._text, at)
            if token is None:
                raise _BrokenError
            at, kind = token.end(), token.lastgroup
            if kind == "skip" or (inner and kind == "end"):
                continue
            if kind == "open" and not inner and self._opens(words):
                self._open(words)
                words = []
                continue
            if kind in ("end", "close") and not inner:
                yield from self._statement(words, start, end)
                words = []
                if kind == "close":
                    if not self._blocks:
                        raise _BrokenError
                    self._blocks.pop()
                continue
            inner += (kind == "open") - (kind == "close")
            start, end = (start if words else token.start()), at
            words.append(token[0])
        yield from self._statement(words, start, end)
        if self._blocks or inner:
            raise _BrokenError

    def _opens(self, words: list[str]) -> bool:
        """Whether a brace after these words begins a block, rather than a list of values."""
        if not self._blocks:
            return words[:1] == ["table"] or words[:2] == ["add", "table"]
        return self._blocks[-1].kind == "table" and len(words) == 2

    def _open(self, words: list[str]) -> None:
        if len(self._blocks) >= DEEPEST:
            raise Unreadable("nftables blocks nested too deeply")
        if words[0] == "add":
            del words[0]
        kind = words[0] if words[0] in _BLOCKS else ""
        path = self._blocks[-1].path if self._blocks else ""
        if kind == "table":
            path = _table(words[1:])
        elif kind:
            path = dotted(path, words[1] if kind == "chain" else f"@{words[1]}")
        self._blocks.append(_Block(kind, path))

    def _statement(self, words: list[str], start: int, end: int) -> Iterator[Setting]:
        if not words:
            return
        block = self._blocks[-1] if self._blocks else _Block("", "")
        if words[0] == "include":
            yield self._places.setting("include", self._text[start:end], start, end)
        elif words[0] in ("define", "redefine") and len(words) > 3:
            yield from self._elements(dotted("", f"${words[1]}"), start, end)
        elif block.kind in ("set", "map") and words[0] == "elements":
            yield from self._elements(block.path, start, end)
        elif block.kind == "chain":
            yield from self._in_chain(block.path, words, start, end)
        elif not self._blocks:
            yield from self._command(words, start, end)

    def _in_chain(self, path: str, words: list[str], start: int, end: int) -> Iterator[Setting]:
        written = self._text[start:end]
        for name, pattern in (("hook", _HOOK), ("policy", _POLICY)):
            match = pattern.match(written) if words[0] in ("type", "policy") else None
            if match is not None:
                yield self._places.setting(dotted(path, name), match[1], start + match.start(1), start + match.end(1))
        if words[0] not in ("type", "policy", "comment", "devices", "flags"):
            number = self._rules[path] = self._rules.get(path, -1) + 1
            yield self._places.setting(dotted(path, str(number)), written, start, end)

    def _command(self, words: list[str], start: int, end: int) -> Iterator[Setting]:
        """`add rule [family] table chain …`, as scripts and `nft -f` have it."""
        if words[0] not in ("add", "insert") or words[1:2] != ["rule"]:
            return
        names = words[2:] if words[2:3] and words[2] in _FAMILIES else ["ip", *words[2:]]
        if len(names) < 4:
            return
        path = dotted(_table(names[:2]), names[2])
        before = re.compile(rf"(?:\S+\s+){{{len(words) - len(names[3:])}}}").match(self._text, start, end)
        begin = before.end() if before is not None else start
        if words[0] == "insert":
            yield self._places.setting(dotted(path, "insert"), self._text[begin:end], begin, end)
        else:
            yield from self._in_chain(path, names[3:], begin, end)

    def _elements(self, path: str, start: int, end: int) -> Iterator[Setting]:
        """The first word between commas: what follows it is a time limit or a comment."""
        number, at, fresh = 0, self._text.find("=", start, end) + 1, True
        while 0 < at < end:
            token = _TOKEN.match(self._text, at)
            assert token is not None  # these characters were read before
            at = token.end()
            for word in _WORD.finditer(token[0]) if token.lastgroup == "word" else ():
                if word[0] != "," and fresh:
                    begin = token.start() + word.start()
                    yield self._places.setting(dotted(path, str(number)), word[0], begin, begin + len(word[0]))
                    number += 1
                fresh = word[0] == ","


def _table(words: list[str]) -> str:
    if not words:
        raise _BrokenError
    family, name = words if len(words) == 2 else ("ip", words[0])
    return dotted(dotted("", family), name)
