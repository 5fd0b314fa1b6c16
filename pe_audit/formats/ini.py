"""INI as php.ini, my.cnf, Odoo, configparser, git and npm write it: sections, `=` or `:`, `;` and `#` comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.formats.place import Places, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LINE = expression(r"[^\r\n]+")
_SECTION = expression(r"[ \t]*\[([^\]]+)\]")
_SUBSECTION = expression(r'[ \t]+"([^"]*)"')  # git's [remote "origin"]
# `=` or a colon before a blank ends the key; any other colon is part of it, as in npm's //registry/:_authToken
_ENTRY = expression(r"[ \t]*(?P<key>[\w/@$.\-\"'](?:[\w/@$.\-\"'*\[\] \t]|:(?![ \t]|$))*)(?:=|:(?=[ \t]|$))[ \t]*")
_COLON = expression(r"[ \t]*(?P<key>[\w.\-]+):")
_QUOTED = expression(r"(?:\"([^\"]*)\"|'([^']*)')(?=[ \t]*(?:[;#]|$))")
_COMMENT = expression(r"(?:^|(?<=[ \t]))[;#].*")


def read(text: str) -> Iterator[Setting]:
    """Every `key = value` as section.key. Indented lines that are no entry continue the value above."""
    places = Places(text)
    section = ""
    key, values, span = "", [""], (0, 0)  # the last entry, which the next line may continue
    for line in _LINE.finditer(text):
        raw = line[0]
        if not raw.strip() or raw.lstrip()[0] in ";#":
            continue
        entry = _ENTRY.match(raw) or _COLON.match(raw)
        if entry is None and raw[0] in " \t" and key:
            value, start, end = _value(raw, len(raw) - len(raw.lstrip()))
            if values == [""]:
                values, span = [value], (line.start() + start, line.start() + end)
            else:
                values.append(value)
            continue
        if key:
            yield places.setting(key, "\n".join(values), *span)
            key = ""
        if entry is not None:
            key = dotted(section, entry["key"].strip())
            value, start, end = _value(raw, entry.end())
            values, span = [value], (line.start() + start, line.start() + end)
        elif (head := _SECTION.match(raw)) is not None:
            section = dotted("", _SUBSECTION.sub(r".\1", head[1].strip()))
    if key:
        yield places.setting(key, "\n".join(values), *span)


def _value(line: str, start: int) -> tuple[str, int, int]:
    """The value that begins at `start`, without quotes and comment, and where it stands in its line."""
    quoted = _QUOTED.match(line, start)
    if quoted is not None:
        return quoted[quoted.lastindex or 0], *quoted.span(quoted.lastindex or 0)
    value = _COMMENT.sub("", line[start:]).rstrip()
    return value, start, start + len(value)
