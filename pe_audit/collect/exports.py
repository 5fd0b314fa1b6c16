"""Files that the operator names to be taken over: a file, a pipe, or standard input as `-`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 10_000_000  # bytes
STANDARD_INPUT = "-"


def read(path: Path) -> bytes:
    """The whole of it. Raises PeAuditError where that cannot be had."""
    try:
        if str(path) == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is impossible"
        raise PeAuditError(f"cannot read {str(path)!r}: {reason}", "give a file that exists") from error
    if len(data) > LARGEST:
        raise PeAuditError(f"{path} is larger than {LARGEST // 1_000_000} MB", "export fewer keys at a time")
    return data
