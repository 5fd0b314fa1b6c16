"""Which files of the audited tree a server's configuration includes, and the configuration made whole with them.

Servers see paths of another machine (`/etc/nginx/conf.d/*.conf`), so an included name is looked for beside the
including file, then as the longest end of a path in the tree, nearest to the including file. Nothing outside of the
tree is ever read: only files that are evidence already are followed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.site.blocks import outermost
from pe_audit.evidence.site.pattern import compiled
from pe_audit.patterns import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pe_audit.evidence.project import Project
    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.model import Observed, Precision, Related

_INCLUDES = {"nginx": ("include",), "apache": ("include", "includeoptional"), "caddy": ("import",), "haproxy": ()}
_WILDCARD = re.compile(r"[*?]")
_FIRST = re.compile(r"\S+")


@dataclass(eq=False, slots=True)
class Configuration:
    """A server's configuration from one file that nobody includes, with all that it includes.

    `absent`: what it includes and the tree does not hold, or not readably. `followed`: the files that each other
    include stands for.
    """

    format: str
    uri: str
    root: Block
    files: dict[str, SettingsFile]
    absent: Collection[Setting]
    followed: dict[Setting, list[str]]

    def include_of(self, block: Block, uri: str) -> Setting | None:
        """The directive around a block that brings a file in, if the file came in there."""
        for scope in block.outwards():
            for _, setting in scope.directives:
                if uri in self.followed.get(setting, ()):
                    return setting
        return None

    def observe(
        self,
        setting: Setting,
        problem: str | None = None,
        *,
        undecided: str | None = None,
        identity: str = "",
        related: tuple[Related, ...] = (),
        precision: Precision | None = None,
    ) -> Observed:
        """A setting as a subject, in the file that it stands in."""
        file = self.files[setting.uri]
        seen = file.observe(
            setting, problem, undecided=undecided, identity=identity, related=related, precision=precision
        )
        return seen._replace(uri=setting.uri)


def configurations(evidence: Project) -> Iterator[Configuration]:
    """Every web server's configuration in the tree. A file that cannot be read is left to other evidence."""
    servers = [file for file in evidence.settings if file.format in _INCLUDES]
    files = {file.uri: file for file in servers if _readable(file)}
    tree = _Tree(files, evidence.uris, [file.uri for file in servers if file.uri not in files])
    included: set[str] = set()
    made = {uri: tree.configuration(uri, included) for uri in sorted(files)}
    seen: set[str] = set()
    for uri, configuration in made.items():
        if uri not in included:
            seen |= _uris(configuration.root)
            yield configuration
    for uri, configuration in made.items():  # files that only include each other
        if uri not in seen and uri in included:
            seen |= _uris(configuration.root) | {uri}
            yield configuration


def assembled(file: SettingsFile, evidence: Project) -> Configuration:
    """One file with all that it includes."""
    files = {one.uri: one for one in evidence.settings if one.format == file.format and _readable(one)}
    return _Tree(files | {file.uri: file}, evidence.uris).configuration(file.uri, set())


def _readable(file: SettingsFile) -> bool:
    try:
        return file.settings is not None
    except Unreadable:
        return False


def _uris(root: Block) -> set[str]:
    return {setting.uri for block in (root, *root.within()) for _, setting in block.directives}


class _Tree:
    def __init__(self, files: dict[str, SettingsFile], uris: frozenset[str], unreadable: Sequence[str] = ()) -> None:
        self._files = files
        self._uris = uris
        self._unreadable = unreadable

    def configuration(self, uri: str, included: set[str]) -> Configuration:
        """A file with what it includes, whose names are added to `included`."""
        file = self._files[uri]
        words = _INCLUDES[file.format]
        absent: dict[Setting, None] = {}  # in order
        followed: dict[Setting, list[str]] = {}

        def follow(name: str, including: str, setting: Setting) -> Iterator[tuple[str, Iterable[Setting]]]:
            first = _FIRST.match(setting.value)
            if name not in words or first is None:
                return
            inner = resolve(first[0], including, self._of_format(file.format))
            placed = setting._replace(uri=including)
            followed[placed] = inner
            lost = resolve(first[0], including, self._unreadable)
            if lost or (not inner and not resolve(first[0], including, self._uris)):
                absent[placed] = None
            for one in inner:
                if one != uri:
                    included.add(one)
                yield one, self._files[one].settings

        root = outermost(file.settings, uri, follow, every=file.format != "nginx")
        return Configuration(file.format, uri, root, self._files, absent, followed)

    def _of_format(self, format: str) -> list[str]:
        return sorted(uri for uri, file in self._files.items() if file.format == format)


def resolve(written: str, including: str, uris: Iterable[str]) -> list[str]:
    """The files of the tree that an included name means, in the order of their names; it may have wildcards."""
    words = [word for word in written.split("/") if word not in ("", ".")]
    folders = including.split("/")[:-1]
    if not words or ".." in words[1:]:
        return []
    for up in range(len(folders), -1, -1):  # relative to the including file, or to a folder around it
        base = folders[:up]
        if words[0] == "..":
            base, wanted = base[:-1], words[1:]
        else:
            wanted = words
        if found := _matching("/".join([*base, *wanted]), uris, whole=True):
            return found
    for start in range(len(words)):
        rest = words[start:]
        if len(rest) == 1 and (_WILDCARD.search(rest[0]) or len(words) == 1):
            break  # `*.conf` anywhere would be anything
        if found := _matching("/".join(rest), uris, whole=False):
            return _nearest(found, folders)
    return []


def _matching(path: str, uris: Iterable[str], *, whole: bool) -> list[str]:
    if _WILDCARD.search(path) is None:
        return sorted(uri for uri in uris if uri == path or (not whole and uri.endswith("/" + path)))
    parts = re.split(r"([*?])", path)
    pattern = "".join({"*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part)) for part in parts)
    wanted = compiled(pattern if whole else f"(?:.*/)?{pattern}")
    return sorted(uri for uri in uris if wanted is not None and wanted.fullmatch(printable(uri)))


def _nearest(uris: Sequence[str], folders: list[str]) -> list[str]:
    """Those in the folder that shares most with the including file's."""

    def shared(uri: str) -> int:
        count = 0
        for here, there in zip(folders, uri.split("/")[:-1], strict=False):
            if here != there:
                break
            count += 1
        return count

    best = max(uris, key=lambda uri: (shared(uri), -uri.count("/")))
    folder = best.rpartition("/")[0]
    return [uri for uri in uris if uri.rpartition("/")[0] == folder]
