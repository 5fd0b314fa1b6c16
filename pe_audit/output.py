"""Files we write, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from pe_audit.model import PeAuditError


def write(path: Path, content: bytes) -> None:
    """Put the content at `path`, replacing a file there in one step. Raises PeAuditError if that cannot be done.

    What is there and no regular file (a pipe, /dev/stdout) is written into instead of replaced.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise PeAuditError(
            f"cannot write {path}: {error.strerror}", "does the folder exist, and may you write there?"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    import tempfile

    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
