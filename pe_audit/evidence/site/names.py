"""Which files of the audited tree an included name means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pe_audit.evidence.site.pattern import compiled
from pe_audit.expression import expression
from pe_audit.patterns import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_WILDCARD = expression(r"[*?]")


class Names:
    """Files by their names and folders: a tree has thousands of files, a server's configuration many includes."""

    def __init__(self, uris: Iterable[str]) -> None:
        self._all = sorted(uris)
        self._by_name: dict[str, list[str]] = {}
        self._by_folder: dict[str, list[str]] = {}  # by the last folder's own name
        for uri in self._all:
            folder, _, name = uri.rpartition("/")
            self._by_name.setdefault(name, []).append(uri)
            self._by_folder.setdefault(folder.rpartition("/")[2], []).append(uri)

    def matching(self, path: str, *, whole: bool) -> list[str]:
        """The files that a path with wildcards means, as a whole or as the end of theirs."""
        folder, _, name = path.rpartition("/")
        if _WILDCARD.search(path) is None:
            found = self._by_name.get(name, ())
            return [uri for uri in found if uri == path or (not whole and uri.endswith("/" + path))]
        last = folder.rpartition("/")[2]
        among: Collection[str] = self._all
        if _WILDCARD.search(name) is None:
            among = self._by_name.get(name, ())
        elif _WILDCARD.search(last) is None and (whole or last):
            among = self._by_folder.get(last, ())
        parts = re.split(r"([*?])", path)
        pattern = "".join({"*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part)) for part in parts)
        wanted = compiled(pattern if whole else f"(?:.*/)?{pattern}")
        return [uri for uri in among if wanted is not None and wanted.fullmatch(printable(uri))]


@lru_cache(maxsize=16)
def names_of(uris: frozenset[str]) -> Names:
    """These files, put in order once for all rules that look at them."""
    return Names(uris)


def resolve(written: str, including: str, names: Names) -> list[str]:
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
        if found := names.matching("/".join([*base, *wanted]), whole=True):
            return found
    for start in range(len(words)):
        rest = words[start:]
        if len(rest) == 1 and (_WILDCARD.search(rest[0]) or len(words) == 1):
            break  # `*.conf` anywhere would be anything
        if found := names.matching("/".join(rest), whole=False):
            return _nearest(found, folders)
    return []


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
