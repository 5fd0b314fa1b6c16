"""Xcode's .xcconfig: `KEY = value`, `KEY[sdk=iphoneos*] = value`, `//` begins a comment wherever it stands.

That is why addresses are written `https:/$()/host`: an empty variable between the slashes. It is left out of the value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.formats.place import Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LINE = expression(r"[^\r\n]+")
_ENTRY = expression(r"[ \t]*(?P<key>[A-Za-z_]\w*(?:\[[^\]=]*=[^\]]*\])*)[ \t]*\+?=[ \t]*")
_COMMENT = expression(r"//.*")
_NOTHING = expression(r"\$\(\)|\$\{\}")


def read(text: str) -> Iterator[Setting]:
    """Every setting, in order; a key twice is two settings. `#include` and other lines are skipped."""
    places = Places(text)
    for line in _LINE.finditer(text):
        entry = _ENTRY.match(line[0])
        if entry is not None:
            written = _COMMENT.sub("", line[0][entry.end() :]).rstrip().rstrip(";")
            start = line.start() + entry.end()
            yield places.setting(
                dotted("", entry["key"]), _NOTHING.sub("", written).strip("\"'"), start, start + len(written)
            )
