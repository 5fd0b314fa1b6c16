"""chrony.conf, chrony's *.sources, ntp.conf, OpenNTPD's ntpd.conf: a directive and its arguments a line.

The key is the directive in lower case, for chrony knows no difference. A line is a comment if it begins with one of
`!;#%`; a `#` behind a blank ends the line in ntp.conf, and chrony refuses such a file. Included files are not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LINE = expression(r"[^\r\n]+")
_SKIP = expression(r"\s*(?:[!;#%].*)?\Z")
_DIRECTIVE = expression(r"\s*(?P<name>[A-Za-z][\w\-]*)(?:\s+|\Z)")
_TRAILING = expression(r"(?:(?<=\s)|^)#.*")
_TEMPLATE = expression(r"\{\{|\{%|<%")


def read(text: str) -> Iterator[Setting]:
    """Every directive, in order. Raises Unreadable for templates and what is no such file."""
    places = Places(text)
    for line in _LINE.finditer(text):
        if _SKIP.match(line[0]):
            continue
        found = _DIRECTIVE.match(line[0])
        if found is None or _TEMPLATE.search(line[0]):
            template = _TEMPLATE.search(text) is not None
            raise Unreadable("a template, no configuration of a clock" if template else "no configuration of a clock")
        written = _TRAILING.sub("", line[0][found.end() :]).rstrip()
        start, end = (found.end(), found.end() + len(written)) if written else found.span("name")
        value = " ".join(written.split())
        yield places.setting(dotted("", found["name"].lower()), value, line.start() + start, line.start() + end)
