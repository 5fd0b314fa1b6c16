"""What git knows of a checkout: tracked, staged and changed files. Read from its own files; nothing is run.

`.git` belongs to the audited tree, so it is hostile: no configuration is read, no link, pipe or borrowed object store
is followed, and no program that it names can start.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from bisect import bisect_left
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pe_audit.collect.files import MAX_BYTES, Listed, read
from pe_audit.expression import expression
from pe_audit.model import NotAuditable, PeAuditError, Unreached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MAX_INDEX = 200_000_000
_MAX_OBJECT = 4 * MAX_BYTES
_MAX_TREE_DEPTH = 200
_POINTER = expression(rb"gitdir: ([^\0\n]{1,4000})\n?")
_STEP = expression(r"([~^])(\d{0,4})")
_STEPS = expression(r"(.*?)((?:[~^]\d{0,4})*)", re.DOTALL)  # HEAD~2^2, which dulwich does not know
_DIGEST = 20  # bytes of SHA-1 at the index's end; zeros where git was told to save the time
_ENTRY = 62  # bytes before the name in an index entry, versions 2 and 3
_EXTENDED = 0x40


def tracked(top: Path, prefix: str) -> Callable[[str], bool]:
    """A test whether git tracks a path (or, ending in `/`, something below it); paths are below `prefix`.

    Raises NotAuditable where the index cannot be read.
    """
    names = _names(_index(_git_folders(top)[0]))

    def test(uri: str) -> bool:
        wanted = os.fsencode(prefix + uri)
        place = bisect_left(names, wanted)
        found = names[place] if place < len(names) else b""
        return found.startswith(wanted) if uri.endswith("/") else found == wanted

    return test


def staged(top: Path, unreached: list[Unreached]) -> Iterator[Listed]:
    """The files of the index that differ from the last commit, with the content that would be committed."""
    from dulwich.index import IndexEntry, read_index_dict

    repository = _Repository(top)
    raw = _index(repository.folder)
    try:
        entries = read_index_dict(BytesIO(raw)) if raw else {}
    except Exception as error:  # dulwich raises whatever a damaged index leads it to
        raise _damaged("its index", error) from error
    before = repository.files("HEAD") if repository.has_commits() else {}
    for name, entry in sorted(entries.items()):
        uri = os.fsdecode(name)
        if not isinstance(entry, IndexEntry):
            unreached.append(Unreached("file", uri, "in conflict: not merged yet"))
        elif stat.S_ISREG(entry.mode) and before.get(name) != entry.sha:
            data = repository.blob(entry.sha)
            if data is None:
                unreached.append(Unreached("file", uri, "its staged content cannot be read from the repository"))
            else:
                yield Listed(uri, uri, data)


def changed_since(top: Path, ref: str, prefix: str) -> Callable[[str, bytes], bool]:
    """A test whether a file with this content differs from what the commit `ref` has at its path below `prefix`."""
    before = _Repository(top).files(ref)

    def test(uri: str, data: bytes) -> bool:
        known = before.get(os.fsencode(prefix + uri))
        return known is None or known not in (_blob_id(data), _blob_id(data.replace(b"\r\n", b"\n")))

    return test


class _Repository:
    """The objects and refs of a checkout, through dulwich, without its configuration."""

    def __init__(self, top: Path) -> None:
        from dulwich.object_store import DiskObjectStore
        from dulwich.refs import DiskRefsContainer
        from dulwich.repo import BaseRepo

        self.folder, shared = _git_folders(top)
        _refuse_links(shared)
        self._store = DiskObjectStore(str(shared / "objects"))
        self._store.loose_object_size_limit = _MAX_OBJECT
        self._repo: Any = BaseRepo(self._store, DiskRefsContainer(str(shared), str(self.folder)))

    def has_commits(self) -> bool:
        try:
            return b"HEAD" in self._repo.refs and self._repo.refs[b"HEAD"] in self._store
        except Exception:  # an unborn or unreadable HEAD: all that is staged is new
            return False

    def files(self, ref: str) -> dict[bytes, bytes]:
        """Every file of a commit: its path and the id of its content."""
        from dulwich.object_store import iter_tree_contents

        try:
            commit = self._commit(ref)
        except Exception as error:  # KeyError, ValueError, or what a damaged object leads dulwich to
            help = "give a branch, tag or commit; a shallow clone may lack it: git fetch --unshallow"
            raise PeAuditError(f"there is no commit {ref!r} in this repository", help) from error
        try:
            entries = iter_tree_contents(self._store, commit.tree, max_depth=_MAX_TREE_DEPTH)
            return {entry.path: entry.sha for entry in entries}
        except Exception as error:
            raise _damaged(f"the files of {ref!r}", error) from error

    def _commit(self, ref: str) -> Any:
        from dulwich.objectspec import parse_commit

        name, steps = _STEPS.fullmatch(ref).groups()  # type: ignore[union-attr]  # it matches any text
        if not name:
            raise KeyError(ref)
        commit: Any = parse_commit(self._repo, name)
        for kind, number in _STEP.findall(steps):
            back, parent = (int(number or 1), 0) if kind == "~" else (1, int(number or 1) - 1)
            for _ in range(back):
                commit = self._store[commit.parents[parent]]
        return commit

    def blob(self, sha: Any) -> bytes | None:
        try:
            return bytes(self._store[sha].as_raw_string())
        except Exception:  # absent, damaged, or larger than any file we judge
            return None


def _git_folders(top: Path) -> tuple[Path, Path]:
    """The folder of a checkout's own git files, and that of what all its worktrees share."""
    dot = top / ".git"
    if dot.is_symlink():
        raise NotAuditable("the repository's .git is a symbolic link, which is not followed", _SELF)
    if dot.is_dir():
        return dot, dot
    pointer = read(Listed(".git", str(dot)), limit=5_000)
    match = _POINTER.fullmatch(pointer) if isinstance(pointer, bytes) else None
    if match is None:
        raise NotAuditable("the repository's .git is neither a folder nor a pointer to one", _SELF)
    folder = top / os.fsdecode(match[1])
    if _is_submodule(top, folder):
        return folder, folder
    # Git writes into a worktree's folder where the worktree is: without that anybody's repository could be named.
    back, shared = _small(folder / "gitdir"), _small(folder / "commondir")
    if not back or not shared or os.path.realpath(back) != os.path.realpath(dot):
        raise NotAuditable("the repository's .git points to a folder that does not point back", _SELF)
    return folder, folder / shared


def _is_submodule(top: Path, folder: Path) -> bool:
    """Whether the folder is where the repository around `top` keeps its submodules."""
    above = next((parent for parent in top.parents if os.path.lexists(parent / ".git")), None)
    return above is not None and Path(os.path.realpath(folder)).is_relative_to(above / ".git" / "modules")


_SELF = "run pe-audit in the main checkout, or on the files themselves"


def _small(path: Path) -> str:
    data = read(Listed(path.name, str(path)), limit=5_000)
    return os.fsdecode(data.strip()) if isinstance(data, bytes) and b"\0" not in data else ""


def _refuse_links(shared: Path) -> None:
    """Refuse a repository with anything but files and folders where dulwich will read, or with borrowed objects."""
    todo = [shared / "objects", shared / "refs"]
    for name in ("HEAD", "packed-refs", "shallow", "commondir"):
        if os.path.lexists(shared / name) and not stat.S_ISREG((shared / name).lstat().st_mode):
            raise NotAuditable(f"{name} of the git repository is not a regular file", _SELF)
    if os.path.lexists(shared / "objects" / "info" / "alternates"):
        raise NotAuditable("the git repository borrows objects from another one, which are not followed", _SELF)
    while todo:
        folder = todo.pop()
        if folder.is_symlink() or not folder.is_dir():
            raise NotAuditable(f"{folder.name} of the git repository is not a folder", _SELF)
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append(Path(entry.path))
                elif not entry.is_file(follow_symlinks=False):
                    raise NotAuditable("the git repository holds a file that is not a regular one", _SELF)


def _index(folder: Path) -> bytes:
    """The content of the index; nothing where there is none yet."""
    path = folder / "index"
    if not os.path.lexists(path):
        return b""
    data = read(Listed("index", str(path)), limit=_MAX_INDEX)
    if isinstance(data, str):
        raise NotAuditable(f"the git index is {data}", _SELF)
    return data


def _names(raw: bytes) -> list[bytes]:
    """The sorted paths of an index (git's Documentation/gitformat-index). dulwich takes 0.1 s to import."""
    if not raw:
        return []
    version, count = int.from_bytes(raw[4:8], "big"), int.from_bytes(raw[8:12], "big")
    if raw[-_DIGEST:] not in (hashlib.sha1(raw[:-_DIGEST], usedforsecurity=False).digest(), bytes(_DIGEST)):
        raise _damaged("its index", None)  # or it is one of SHA-256, whose entries have another shape
    if version == 4:
        return _names_by_dulwich(raw)
    names = []
    at = 12
    for _ in range(count):
        start = at + _ENTRY + (2 if raw[at + 60 : at + 61] and raw[at + 60] & _EXTENDED else 0)
        end = raw.find(b"\0", start)
        if end < 0:
            raise _damaged("its index", None)
        names.append(raw[start:end])
        at += (end - at + 8) & ~7
    return sorted(names)


def _names_by_dulwich(raw: bytes) -> list[bytes]:
    from dulwich.index import read_index_dict

    try:
        return sorted(read_index_dict(BytesIO(raw)))
    except Exception as error:  # dulwich raises whatever a damaged index leads it to
        raise _damaged("its index", error) from error


def _blob_id(data: bytes) -> bytes:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest().encode()


def _damaged(what: str, error: Exception | None) -> NotAuditable:
    kind = f" ({type(error).__name__})" if error is not None else ""
    return NotAuditable(f"the git repository cannot be read: {what}{kind}", "git fsck tells more")
