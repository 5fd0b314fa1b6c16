"""How a report for people is to look: colour, width, how much."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN_WIDTH = 80
_MIN_WIDTH = 40


class Look(NamedTuple):
    """`width` in terminal cells; `quiet`: findings only, one line each."""

    color: bool = False
    quiet: bool = False
    width: int = _PLAIN_WIDTH


PLAIN = Look()


def look_for(
    stream: TextIO, color: str = "auto", *, quiet: bool = False, environ: Mapping[str, str] = os.environ
) -> Look:
    """The look that fits where the report goes. `color` is `auto`, `always` or `never`; the user's word wins."""
    terminal = stream.isatty()
    width = max(_MIN_WIDTH, shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns) if terminal else _PLAIN_WIDTH
    return Look(_wants_color(color, terminal, environ), quiet, width)


def _wants_color(color: str, terminal: bool, environ: Mapping[str, str]) -> bool:
    if color != "auto":
        return color == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return terminal and environ.get("TERM") != "dumb"
