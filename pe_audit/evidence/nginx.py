"""The blocks of an nginx configuration, from its settings, and which location serves a path."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.settings import Setting

_NAMELESS = re.compile(r"(http|stream|server\[\d+\])\.")  # blocks without arguments are only in their settings' keys
_WITH_ARGUMENTS = ("location", "limit_except", "if")
_LOCATION = re.compile(r"(=|\^~|~\*|~)?\s*(.*)", re.DOTALL)


@dataclass(eq=False, slots=True)
class Block:
    """A block: its directives and inner blocks in order. `place` is the setting of its arguments, if it has any."""

    name: str
    path: str
    parent: Block | None = None
    place: Setting | None = None
    directives: list[tuple[str, Setting]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def arguments(self) -> str:
        return self.place.value if self.place is not None else ""

    @property
    def location(self) -> tuple[str, str]:
        """A location's modifier (`=`, `^~`, `~`, `~*` or none) and path."""
        match = _LOCATION.match(self.arguments)
        return (match[1] or "", match[2]) if match else ("", "")

    def within(self) -> Iterator[Block]:
        """All blocks inside, in order."""
        waiting = list(reversed(self.blocks))
        while waiting:
            block = waiting.pop()
            yield block
            waiting += reversed(block.blocks)

    def outwards(self) -> Iterator[Block]:
        """The block and all that it stands in, innermost first."""
        block: Block | None = self
        while block is not None:
            yield block
            block = block.parent

    def named(self, *names: str) -> list[Setting]:
        """The settings of the directives of these names, in order."""
        return [setting for name, setting in self.directives if name in names]


def outermost(settings: Iterable[Setting]) -> Block:
    """The file as one block, from the settings that formats/nginx.py makes of it."""
    file = Block("", "")
    inner = file
    for setting in settings:
        while inner.parent is not None and not setting.key.startswith(inner.path + "."):
            inner = inner.parent
        rest = setting.key[len(inner.path) :].removeprefix(".")
        while (word := _NAMELESS.match(rest)) is not None:
            inner = _opened(inner, word[1])
            rest = rest[word.end() :]
        inner.directives.append((rest, setting))
        if rest in _WITH_ARGUMENTS:
            inner = _opened(inner, f"{rest}[{setting.value}]", setting)
    return file


def _opened(parent: Block, word: str, place: Setting | None = None) -> Block:
    name = word.partition("[")[0]
    block = Block(name, f"{parent.path}.{word}" if parent.path else word, parent, place)
    parent.blocks.append(block)
    return block


def serving(block: Block, path: str) -> Block | None:
    """The location inside that serves a path, by nginx's own order: exact, longest prefix, first regex."""
    best: Block | None = None
    for location in block.blocks:
        modifier, prefix = location.location
        if location.name == "location" and modifier in ("", "^~", "=") and path.startswith(prefix):
            if modifier == "=" and path != prefix:
                continue
            if modifier == "=":
                return location
            if best is None or len(prefix) > len(best.location[1]):
                best = location
    inner = (serving(best, path) or best) if best is not None else None
    if inner is not None and inner.location[0] in ("^~", "="):
        return inner
    return next((location for location in block.blocks if _matches(location, path)), inner)


def _matches(location: Block, path: str) -> bool:
    modifier, pattern = location.location
    if location.name != "location" or modifier not in ("~", "~*"):
        return False
    try:
        return re2.search(f"(?i){pattern}" if modifier == "~*" else pattern, path) is not None
    except re2.error:  # PCRE that RE2 does not know
        return False
