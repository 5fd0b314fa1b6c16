"""Which files of the audited tree a server's configuration includes, and the configuration made whole with them.

Servers see paths of another machine (`/etc/nginx/conf.d/*.conf`), so an included name is looked for beside the
including file, then as the longest end of a path in the tree, nearest to the including file. Nothing outside of the
tree is ever read: only files that are evidence already are followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.site.blocks import outermost
from pe_audit.evidence.site.names import names_of, resolve
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pe_audit.evidence.project import Project
    from pe_audit.evidence.settings import Setting, SettingsFile
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.model import Observed, Precision, Related

_INCLUDES = {"nginx": ("include",), "apache": ("include", "includeoptional"), "caddy": ("import",), "haproxy": ()}
_NAMES = (".conf", ".vhost", ".nginx", ".caddy", "caddyfile")  # of files that are read where there is reason to
_FIRST = expression(r"\S+")


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
        self._unreadable = frozenset(unreadable)
        self._of_format = {
            format: frozenset(uri for uri, file in files.items() if file.format == format) for format in _INCLUDES
        }

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
            inner = resolve(first[0], including, names_of(self._of_format[file.format]))
            placed = setting._replace(uri=including)
            followed[placed] = inner
            there = resolve(first[0], including, names_of(self._uris))
            if not (inner or there) or any(uri not in self._files and self._is_lost(uri) for uri in there):
                absent[placed] = None
            for one in inner:
                if one != uri:
                    included.add(one)
                yield one, self._files[one].settings

        root = outermost(file.settings, uri, follow, every=file.format != "nginx")
        return Configuration(file.format, uri, root, self._files, absent, followed)

    def _is_lost(self, uri: str) -> bool:
        """Whether a file may hold something although it is no evidence: it is broken, or its name tells no server."""
        return uri in self._unreadable or not uri.lower().endswith(_NAMES)
