"""Files of a tree or a list: regular ones only, inside the root, in a size we can judge. Never through a link."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pe_audit.model import Unreached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pathspec import GitIgnoreSpec

MAX_BYTES = 2_000_000  # a hand-written file is smaller; what is larger is listed as unreached
_MAX_DEPTH = 200

# What is skipped unless `paths: {scan: […]}` brings it back: somebody else's code, or made by a machine.
VENDORED = frozenset({
    "node_modules", "bower_components", "jspm_packages", "vendor", "third_party", "third-party", "thirdparty",
    "site-packages", ".venv", "venv", ".tox", "Pods", "Carthage", ".gradle", ".yarn", "__pycache__",
    ".mypy_cache", ".pytest_cache", ".ruff_cache", ".terraform", ".next", ".nuxt",
})  # fmt: skip
METADATA = frozenset({".git", ".hg", ".svn", ".bzr", "CVS"})
_GENERATED = re.compile(
    r"(?:[.\-]min\.(?:js|css|mjs)|\.bundle\.js|\.map|[.\-]lock|[.\-]lock\.(?:json|ya?ml)|\.lockb|(?:^|/)go\.sum|shrinkwrap\.json)$",
    re.IGNORECASE,
)
_MEDIA = frozenset({
    "png", "jpg", "jpeg", "gif", "webp", "bmp", "ico", "icns", "tif", "tiff", "psd", "ai", "eps", "svgz",
    "mp3", "mp4", "m4a", "m4v", "mov", "avi", "mkv", "webm", "ogg", "wav", "flac", "swf",
    "woff", "woff2", "ttf", "otf", "eot", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt",
    "zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "war", "ear", "jar", "apk", "aab", "ipa", "phar",
    "class", "pyc", "pyo", "o", "a", "so", "dll", "exe", "dylib", "wasm", "pdb", "mo", "sqlite", "db",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to read: `uri` is its POSIX path relative to the root; `data` if it was read already (from the index).

    `explicit`: named by the user, so no default skips it.
    """

    uri: str
    path: str
    data: bytes | None = None
    explicit: bool = False


@dataclass(slots=True)
class Skips:
    """What was left out on purpose, counted by reason; shown to the user."""

    counts: dict[str, int]

    def add(self, reason: str) -> None:
        self.counts[reason] = self.counts.get(reason, 0) + 1


def walk(
    root: Path,
    skips: Skips,
    unreached: list[Unreached],
    *,
    prefix: str = "",
    skip: Callable[[str], bool] | None = None,
    scan: Callable[[str], bool] | None = None,
    tracked: Callable[[str], bool] | None = None,
) -> Iterator[Listed]:
    """Every file below `root` worth reading, depth first, sorted by name; `prefix` leads to it in the reported paths.

    `skip`/`scan` are the user's own path tests (scan wins); `tracked` tells whether git tracks a path, for a file
    that .gitignore names but somebody committed is exactly what an auditor must see.
    """
    yield from _Walk(root, skips, unreached, skip, scan, tracked).folder(str(root), prefix, (), 0)


class _Walk:
    def __init__(
        self,
        root: Path,
        skips: Skips,
        unreached: list[Unreached],
        skip: Callable[[str], bool] | None,
        scan: Callable[[str], bool] | None,
        tracked: Callable[[str], bool] | None,
    ) -> None:
        self.root = root
        self.skips = skips
        self.unreached = unreached
        self.skip = skip
        self.scan = scan
        self.tracked = tracked

    def folder(
        self, path: str, prefix: str, ignores: tuple[tuple[int, GitIgnoreSpec], ...], depth: int
    ) -> Iterator[Listed]:
        try:
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.unreached.append(Unreached("file", prefix or ".", f"folder not readable: {error.strerror}"))
            return
        if any(entry.name == ".gitignore" for entry in listed):
            ignores = (*ignores, *_ignore_file(path, prefix))
        for entry in listed:
            uri = prefix + entry.name
            if entry.is_symlink():
                self._link(entry, uri)
            elif entry.is_dir(follow_symlinks=False):
                if depth >= _MAX_DEPTH:
                    self.unreached.append(Unreached("file", uri, f"nested more than {_MAX_DEPTH} folders deep"))
                elif self._wanted(uri + "/", entry.name, ignores, is_folder=True):
                    yield from self.folder(entry.path, uri + "/", ignores, depth + 1)
            elif not entry.is_file(follow_symlinks=False):
                self.unreached.append(Unreached("file", uri, "not a regular file"))
            elif self._wanted(uri, entry.name, ignores, is_folder=False):
                yield Listed(uri, entry.path)

    def _link(self, entry: os.DirEntry[str], uri: str) -> None:
        """A link inside the tree is seen where it points; one that leads out, or nowhere, is reported."""
        target = Path(os.path.realpath(entry.path))
        if not target.is_relative_to(os.path.realpath(self.root)):
            self.unreached.append(Unreached("file", uri, "a symbolic link out of the audited tree, not followed"))

    def _wanted(self, uri: str, name: str, ignores: tuple[tuple[int, GitIgnoreSpec], ...], *, is_folder: bool) -> bool:
        if is_folder and name in METADATA:
            return False
        if self.scan is not None and self.scan(uri):
            return True
        if self.skip is not None and self.skip(uri):
            self.skips.add("by configuration")
            return False
        reason = skip_reason(name, is_folder=is_folder)
        if reason is None and ignores and _is_ignored(uri, ignores):
            reason = None if self.tracked is not None and self.tracked(uri) else "ignored by git"
        if reason is not None:
            self.skips.add(reason)
        return reason is None


def skip_reason(name: str, *, is_folder: bool) -> str | None:
    """Why a file or folder of this name is left out by default, or None."""
    if is_folder:
        return "vendored" if name in VENDORED else None
    if name.rpartition(".")[2].lower() in _MEDIA and "." in name:
        return "media, archive or binary"
    return "generated or minified" if _GENERATED.search(name) else None


def generated_reason(data: bytes) -> str | None:
    """Why a file with this content is left out by default: code that a machine packed or somebody else shipped."""
    head = data[:1024]
    if len(data) > 20_000 and head.count(b"\n") == 0 and data.count(b"\n", 0, 20_000) < 8:
        return "generated or minified"
    if head.startswith(b"/*!") and re.match(rb"/\*!\s*\**\s*[^\n]{0,80}\bv?\d+\.\d+", head) is not None:
        return "vendored"
    if b"@generated" in head or (b"DO NOT EDIT" in head and b"enerated" in head):
        return "generated or minified"
    return None


def read(listed: Listed) -> bytes | str:
    """A file's bytes, or the reason why they cannot be had. Regular files only; links, pipes, devices are refused."""
    if listed.data is not None:
        return listed.data if len(listed.data) <= MAX_BYTES else _too_large(len(listed.data))
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(listed.path, flags)
    except OSError as error:
        return f"not readable: {error.strerror}"
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return "not a regular file"
        if status.st_size > MAX_BYTES:
            return _too_large(status.st_size)
        data = os.read(descriptor, MAX_BYTES + 1)
        while 0 < len(data) < status.st_size:  # a short read is legal, if rare
            more = os.read(descriptor, MAX_BYTES)
            if not more:
                break
            data += more
        return data
    except OSError as error:
        return f"not readable: {error.strerror}"
    finally:
        os.close(descriptor)


def _too_large(size: int) -> str:
    return f"larger than {MAX_BYTES // 1_000_000} MB ({size:,} bytes)"


def _ignore_file(path: str, prefix: str) -> Iterator[tuple[int, GitIgnoreSpec]]:
    data = read(Listed(prefix + ".gitignore", os.path.join(path, ".gitignore")))  # noqa: PTH118
    if isinstance(data, bytes):
        from pathspec import GitIgnoreSpec

        yield len(prefix), GitIgnoreSpec.from_lines(data.decode("utf-8", "replace").splitlines())


def _is_ignored(uri: str, ignores: tuple[tuple[int, GitIgnoreSpec], ...]) -> bool:
    """Git's rule: the deepest .gitignore that says anything about the path decides."""
    for length, spec in reversed(ignores):
        include = spec.check_file(uri[length:]).include
        if include is not None:
            return include
    return False
