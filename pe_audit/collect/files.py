"""Files of a tree or a list: regular ones only, inside the root, in a size we can judge. Never through a link."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.expression import expression
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
_GENERATED = expression(
    r"(?:[.\-]min\.(?:js|css|mjs)|\.bundle\.js|\.map|[.\-]lock|[.\-]lock\.(?:json|ya?ml)|\.lockb|(?:^|/)go\.sum|shrinkwrap\.json)$",
    re.IGNORECASE,
)
BINARY = "media, archive or binary"
_MEDIA = frozenset({
    "png", "jpg", "jpeg", "gif", "webp", "bmp", "ico", "icns", "tif", "tiff", "psd", "ai", "eps", "svgz",
    "mp3", "mp4", "m4a", "m4v", "mov", "avi", "mkv", "webm", "ogg", "wav", "flac", "swf",
    "woff", "woff2", "ttf", "otf", "eot", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt",
    "zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "war", "ear", "jar", "apk", "aab", "ipa", "phar",
    "class", "pyc", "pyo", "o", "a", "so", "dll", "exe", "dylib", "wasm", "pdb", "mo", "sqlite", "db",
})  # fmt: skip


class Listed(NamedTuple):
    """A file to read: `uri` is its POSIX path relative to the root; `data` if it was read already.

    `keep`: somebody asked for it, so no default skips it. `explicit`: that was on the command line, so a failure to
    read it is a failure of the audit.
    """

    uri: str
    path: str
    data: bytes | None = None
    keep: bool = False
    explicit: bool = False


@dataclass(slots=True)
class Skips:
    """What was left out on purpose, counted by reason; shown to the user."""

    counts: dict[str, int]

    def add(self, reason: str) -> None:
        self.counts[reason] = self.counts.get(reason, 0) + 1


class Wishes(NamedTuple):
    """The user's own path tests (`scan` wins over `skip` and all defaults), and what git tracks.

    A file that .gitignore names but somebody committed is exactly what an auditor must see.
    """

    skip: Callable[[str], bool] | None = None
    scan: Callable[[str], bool] | None = None
    below: Callable[[str], bool] | None = None  # whether `scan` may want something below a folder
    tracked: Callable[[str], bool] | None = None


Ignores = tuple[tuple[int, "GitIgnoreSpec"], ...]  # each .gitignore on the way down, and where its paths begin


class Walk:
    """Every file below a folder worth reading, depth first, sorted by name."""

    def __init__(self, root: Path, wishes: Wishes, skips: Skips, unreached: list[Unreached], above: str = "") -> None:
        """`above` leads from the repository's top down to `root`: what the .gitignore files up there speak of."""
        self._root = os.path.realpath(root)
        self._wishes = wishes
        self._skips = skips
        self._unreached = unreached
        self._above = above

    def files(
        self, path: str, prefix: str, ignores: Ignores = (), depth: int = 0, *, shut: bool = False
    ) -> Iterator[Listed]:
        """The files of the folder `path`, which reports call `prefix`. `shut`: only what `paths: scan` brings back."""
        try:
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._lose(prefix or ".", f"folder not readable: {error.strerror}")
            return
        if not shut and any(entry.name == ".gitignore" for entry in listed):
            ignores = (*ignores, *ignore_file(path, self._above + prefix))
        built = _build_output({entry.name for entry in listed})
        for entry in listed:
            uri = prefix + entry.name
            try:
                is_folder, is_file = entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False)
                is_link = entry.is_symlink()
            except OSError as error:
                self._lose(uri, f"not readable: {error.strerror}")
                continue
            if entry.name == ".git" or (is_folder and entry.name in METADATA):
                continue
            if is_folder:
                yield from self._folder(entry, uri + "/", ignores, depth, shut=shut, built=entry.name in built)
            elif is_file:
                yield from self._file(entry, uri, ignores, shut=shut)
            elif not shut:
                self._other(entry, uri, is_link=is_link)

    def _folder(
        self, entry: os.DirEntry[str], uri: str, ignores: Ignores, depth: int, *, shut: bool, built: bool
    ) -> Iterator[Listed]:
        wishes = self._wishes
        wanted = wishes.scan is not None and wishes.scan(uri)
        reason = None if wanted else self._reason(uri, entry.name, ignores, is_folder=True)
        if built and not wanted:
            reason = reason or "build output"
        if reason is not None and not shut:
            self._skips.add(reason)
        shut = (shut or reason is not None) and not wanted
        if shut and (wishes.below is None or not wishes.below(uri)):
            return
        if depth >= _MAX_DEPTH:
            self._lose(uri, f"nested more than {_MAX_DEPTH} folders deep")
            return
        yield from self.files(entry.path, uri, () if wanted else ignores, depth + 1, shut=shut)

    def _file(self, entry: os.DirEntry[str], uri: str, ignores: Ignores, *, shut: bool) -> Iterator[Listed]:
        if self._wishes.scan is not None and self._wishes.scan(uri):
            yield Listed(uri, entry.path, keep=True)
        elif not shut:
            reason = self._reason(uri, entry.name, ignores, is_folder=False)
            if reason is None:
                yield Listed(uri, entry.path)
            else:
                self._skips.add(reason)

    def _other(self, entry: os.DirEntry[str], uri: str, *, is_link: bool) -> None:
        """A link inside the tree is seen where it points; what leads out, and pipes and devices, are reported."""
        if not is_link:
            self._lose(uri, "not a regular file")
        elif not Path(os.path.realpath(entry.path)).is_relative_to(self._root):
            self._lose(uri, "a symbolic link out of the audited tree, not followed")

    def _reason(self, uri: str, name: str, ignores: Ignores, *, is_folder: bool) -> str | None:
        if self._wishes.skip is not None and self._wishes.skip(uri):
            return "by configuration"
        reason = skip_reason(name, is_folder=is_folder)
        if reason is None and ignores and is_ignored(self._above + uri, ignores):
            tracked = self._wishes.tracked
            reason = None if tracked is not None and tracked(uri) else "ignored by git"
        return reason

    def _lose(self, uri: str, reason: str) -> None:
        self._unreached.append(Unreached("file", uri, reason))


def _build_output(names: set[str]) -> frozenset[str]:
    """The folders among `names` that a build beside them fills with copies of what is audited anyway."""
    if "pom.xml" in names or "Cargo.toml" in names:
        return frozenset({"target"})
    if any(name.endswith((".csproj", ".vbproj", ".fsproj")) for name in names):
        return frozenset({"bin", "obj"})
    return frozenset()


def skip_reason(name: str, *, is_folder: bool) -> str | None:
    """Why a file or folder of this name is left out by default, or None."""
    if is_folder:
        return "vendored" if name in VENDORED else None
    if name.rpartition(".")[2].lower() in _MEDIA and "." in name:
        return BINARY
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


def read(listed: Listed, limit: int = MAX_BYTES) -> bytes | str:
    """A file's bytes, or the reason why they cannot be had. Regular files only; links, pipes, devices are refused."""
    if listed.data is not None:
        return listed.data if len(listed.data) <= limit else _too_large(len(listed.data), limit)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not hasattr(os, "O_NOFOLLOW") and os.path.islink(listed.path):  # noqa: PTH114
            return _LINK
        descriptor = os.open(listed.path, flags)
    except OSError as error:
        return _LINK if error.errno == errno.ELOOP else f"not readable: {error.strerror}"
    except ValueError:  # a zero byte in the name
        return "not readable: its name is impossible"
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return "not a regular file"
        if status.st_size > limit:
            return _too_large(status.st_size, limit)
        return _whole(descriptor, status.st_size, limit)
    except OSError as error:
        return f"not readable: {error.strerror}"
    finally:
        os.close(descriptor)


_LINK = "a symbolic link, not followed"


def _whole(descriptor: int, size: int, limit: int) -> bytes | str:
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        return data
    while len(data) <= limit and (more := os.read(descriptor, limit)):  # it grew, or the read was short
        data += more
    return data if len(data) <= limit else _too_large(len(data), limit)


def _too_large(size: int, limit: int) -> str:
    return f"larger than {limit // 1_000_000} MB ({size:,} bytes)"


def is_open_to_all(listed: Listed, tracked: Callable[[str], bool] | None) -> bool | None:
    """Whether every user of this machine may read the file; None where its permissions say nothing.

    They do on POSIX only, and not of what git tracks: a checkout makes each file readable, whoever deploys it later.
    A folder on the way that others may not enter protects all that is in it.
    """
    if os.name != "posix" or listed.data is not None or (tracked is not None and tracked(listed.uri)):
        return None
    try:
        if not os.lstat(listed.path).st_mode & stat.S_IROTH:
            return False
        return all(map(_is_passable, Path(os.path.realpath(listed.path)).parents))
    except OSError:
        return None


def _is_passable(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)


def ignore_file(folder: str, prefix: str) -> Ignores:
    """The .gitignore of a folder that lies at `prefix` below the repository's top; nothing if it cannot be used."""
    data = read(Listed(prefix + ".gitignore", os.path.join(folder, ".gitignore")))  # noqa: PTH118
    if isinstance(data, str):
        return ()
    from pe_audit.patterns import compiled

    return ((len(prefix), compiled(data.decode("utf-8", "replace").splitlines())),)


def is_ignored(path: str, ignores: Ignores) -> bool:
    """Git's rule: the deepest .gitignore that says anything about the path (from the repository's top) decides."""
    from pe_audit.patterns import printable

    for length, spec in reversed(ignores):
        include = spec.check_file(printable(path[length:])).include
        if include is not None:
            return include
    return False
