"""Small files remembered between runs, per user; losing them costs time, never correctness.

Every entry is named by a hash of all that went into it and starts with a hash of its own content, so a stale
or damaged one is simply not found. The folder must be ours alone (0700): a compiled pattern database is
handed to native code. Nothing of the audited tree but what pe-audit.yaml declares is ever stored, never a secret.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path

_DIGEST = 32


def key(*parts: bytes | str) -> str:
    """A name for an entry: the hash of everything it was made from."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:40]


def load(name: str) -> bytes | None:
    """The entry's content, or None if it is absent, damaged or not safely ours."""
    folder = _folder()
    if folder is None:
        return None
    try:
        descriptor = os.open(folder / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not _is_ours(os.fstat(descriptor)):
                return None
            raw = file.read()
    except OSError:
        return None
    content = raw[_DIGEST:]
    return content if hashlib.sha256(content).digest() == raw[:_DIGEST] else None


def store(name: str, content: bytes) -> None:
    """Keep an entry; a failure to write is no failure of the audit."""
    folder = _folder()
    if folder is None:
        return
    import tempfile

    with contextlib.suppress(OSError):
        descriptor, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(temporary).replace(folder / name)


def _folder() -> Path | None:
    """The cache folder, made if need be; None where it cannot be had or belongs to somebody else."""
    if os.name == "nt":
        start = os.environ.get("LOCALAPPDATA")
        top = Path(start) if start else None
    else:
        start = os.environ.get("XDG_CACHE_HOME")
        top = Path(start) if start and start.startswith("/") else Path(os.path.expanduser("~/.cache"))  # noqa: PTH111
    if top is None:
        return None
    folder = top / "pe-audit"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(status.st_mode) or not _is_ours(status):
        return None
    return folder


def _is_ours(status: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):  # Windows: the profile folder is the user's own
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
