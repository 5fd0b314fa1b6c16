"""Where an audited file is, as seen from the folder the user stands in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pe_audit.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable

# Evidence read from hosts and people: what stands for a path there is no file
LIVE = frozenset({"clock", "handshake", "response", "answer"})


def paths_from_here(root: str) -> Callable[[str], str]:
    """A function from a reported path (relative to the audited `root`) to one that can be typed, safe to print."""
    base = Path(root)
    here = Path.cwd()
    if base.is_absolute() and (base.is_relative_to(here) or here.is_relative_to(base)):
        base = Path(os.path.relpath(base, here))
    return lambda uri: printable(Path(os.path.normpath(base / uri)).as_posix())
