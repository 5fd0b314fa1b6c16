"""`.conf`, whose name does not tell the format: nginx or INI, by the look of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats import ini, nginx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LINE = re.compile(r"[^\r\n]+")
_APACHE = re.compile(r"</?[A-Z]")
_NGINX = re.compile(r"[;{}][ \t]*(?:#[^;{}]*)?$")


def read(text: str) -> Iterator[Setting]:
    """The settings in the format that the text looks like. Raises Unreadable for Apache, and as those readers do."""
    lines = [line for raw in _LINE.finditer(text) if (line := raw[0].strip()) and line[0] not in ";#"]
    if lines and lines[0].startswith("["):
        return ini.read(text)
    if any(_APACHE.match(line) for line in lines):
        raise Unreadable("an Apache configuration, which is not read yet")
    return nginx.read(text) if any(_NGINX.search(line) for line in lines) else ini.read(text)
