"""The blocks of a server's configuration, from its settings; files that it includes stand where it includes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Setting, Unreadable
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a directive includes: the names of the files and their settings. Asked with its name, its file and itself.
Included = Callable[[str, str, Setting], Iterable[tuple[str, Iterable[Setting]]]]

_NAMELESS = expression(r"(http|stream|server\[\d+\])\.")  # nginx: blocks that are only in their settings' keys
# What opens a block even where it holds nothing.
_NGINX = frozenset({"location", "limit_except", "if"})
_OTHERS = frozenset({"virtualhost", "location", "locationmatch", "files", "filesmatch", "directory", "directorymatch"})
_LOCATION = expression(r"(=|\^~|~\*|~)?\s*(.*)", re.DOTALL)
DEEPEST = 100  # blocks
_MOST = 200_000  # settings of one configuration with all that it includes
_DEEPEST = 12  # files that include each other


@dataclass(eq=False, slots=True)
class Block:
    """A block: its directives and inner blocks in order. `place` is the setting of its arguments, if it has any."""

    name: str
    path: str
    parent: Block | None = None
    place: Setting | None = None
    directives: list[tuple[str, Setting]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    depth: int = 0

    @property
    def arguments(self) -> str:
        return self.place.value if self.place is not None else ""

    @property
    def location(self) -> tuple[str, str]:
        """An nginx location's modifier (`=`, `^~`, `~`, `~*` or none) and path."""
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

    def nearest(self, *names: str) -> Setting | None:
        """The last directive of these names in the innermost block that has one: it alone decides here."""
        for block in self.outwards():
            if found := block.named(*names):
                return found[-1]
        return None


def outermost(
    settings: Iterable[Setting], uri: str = "", included: Included | None = None, *, every: bool = False
) -> Block:
    """The file as one block; with a name, settings bear that of their file.

    With `every`, each setting whose key with its value begins the next one's opens a block, and names are in lower
    case: Apache, HAProxy, Caddy. Without, only nginx's own blocks do. Raises Unreadable where includes have no measure.
    """
    file = Block("", "")
    _Assembly(included, every).read(settings, uri, file, ())
    return file


class _Assembly:
    def __init__(self, included: Included | None, every: bool) -> None:
        self._included = included
        self._every = every
        self._taken = 0

    def read(self, settings: Iterable[Setting], uri: str, root: Block, including: tuple[str, ...]) -> None:
        """Put a file's settings into a block."""
        if len(including) > _DEEPEST:
            raise Unreadable("files that include each other too deeply")
        walk = _Walk(root)
        for setting in settings:
            self._taken += 1
            if self._taken > _MOST:
                raise Unreadable(f"more than {_MOST} settings with the included files")
            placed = setting._replace(uri=uri) if uri else setting
            name = walk.take(placed, self._every)
            if self._included is None:
                continue
            for inner, its in self._included(name, uri, setting):
                if inner not in (*including, uri):
                    self.read(its, inner, walk.inner, (*including, uri))


class _Walk:
    """The blocks that are open while a file's settings are read, each with its key in that file."""

    def __init__(self, root: Block) -> None:
        self._opened = [("", root)]
        self._before: Setting | None = None

    @property
    def inner(self) -> Block:
        return self._opened[-1][1]

    def take(self, setting: Setting, every: bool) -> str:
        """Put a setting where it belongs; the name it has there."""
        if every and self._before is not None:
            self._open_before(self._before, setting)
        while self._opened[-1][0] and not setting.key.startswith(self._opened[-1][0] + "."):
            self._opened.pop()
        rest = setting.key[len(self._opened[-1][0]) :].removeprefix(".")
        while not every and (word := _NAMELESS.match(rest)) is not None:
            self._open(word[1], None)
            rest = rest[word.end() :]
        name = rest.lower() if every else rest
        self.inner.directives.append((name, setting))
        self._before = setting
        if setting.value and name in (_OTHERS if every else _NGINX):
            self._open(f"{rest}[{setting.value}]", setting)
            self._before = None
        return str(name)

    def _open_before(self, before: Setting, after: Setting) -> None:
        path = f"{before.key}[{before.value}]" if before.value else before.key
        if after.key.startswith(path + "."):
            self._open(path[len(self._opened[-1][0]) :].removeprefix("."), before)

    def _open(self, word: str, place: Setting | None) -> None:
        key, parent = self._opened[-1]
        name, shown = word.partition("[")[0].lower(), word
        if place is None and name == "server":  # numbered through all files, not within each
            shown = f"server[{sum(block.name == name for block in parent.blocks) + 1}]"
        if parent.depth >= DEEPEST:
            raise Unreadable("blocks nested too deeply with the included files")
        path = f"{parent.path}.{shown}" if parent.path else shown
        block = Block(name, path, parent, place, depth=parent.depth + 1)
        parent.blocks.append(block)
        self._opened.append((f"{key}.{word}" if key else word, block))
