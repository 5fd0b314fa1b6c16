"""Apache httpd: every directive as a setting, in the file's order.

A section's arguments stand in brackets: `VirtualHost[*:443].Location[/webhook].Require`. A section is a setting
itself, before what it holds: `VirtualHost`, value `*:443`. A directive's arguments are one value, without quotes,
joined by blanks. Names stay as written; httpd does not mind their case, so compare them without it. `${VAR}`,
`Include` and `<IfModule>` are settings like any other: nothing is filled in or followed. The grammar is that of
ap_cfg_getline and ap_getword_conf: a backslash at a line's end continues it, even a comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import DEEPEST, Places, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LINE = expression(r"(?:[^\r\n\\]|\\(?:\r\n|[\s\S])?)+")
_CONTINUED = expression(r"\\(?:\r\n|\r|\n)")
_NAME = expression(r"[^\S\r\n]*(</?)?([A-Za-z][\w:-]*)(?=[\s>\\]|$)", re.ASCII)
_WORD = expression(
    r"\s+"
    r'|"(?P<double>(?:[^"\\]|\\[\s\S])*)(?:"|$)'
    r"|'(?P<single>(?:[^'\\]|\\[\s\S])*)(?:'|$)"
    r"|(?P<gap>(?:\\(?:\r\n|\r|\n))+(?=\s|$))"
    r"|(?P<bare>(?:[^\s\\]|\\(?:\r\n|[\s\S])?)+)",
    re.ASCII,
)
_ESCAPE = expression(r"\\([\"'\\])")
_BLANK = " \t\r\n\f\v\\"
_TEMPLATE = expression(r"\{\{|\{%|<%")
_CODE = ("perl", "lua")  # sections that hold another language


def read(text: str) -> Iterator[Setting]:
    """Every directive of the file. Raises Unreadable for templates, broken files and what nests too deeply."""
    try:
        yield from _directives(text)
    except _BrokenError as error:
        template = _TEMPLATE.search(text) is not None
        raise Unreadable(
            "a template, not Apache" if template else "no Apache configuration, or a broken one"
        ) from error


class _BrokenError(Exception):
    pass


def _directives(text: str) -> Iterator[Setting]:
    places = Places(text)
    paths, names = [""], [""]  # of the sections that are open: their keys, and their names in lower case
    for line in _LINE.finditer(text):
        if names[-1] in _CODE and not line[0].strip().lower().startswith(f"</{names[-1]}"):
            continue
        head = _NAME.match(line[0])
        if head is None:
            if line[0].lstrip(_BLANK)[:1] not in ("", "#"):
                raise _BrokenError
            continue
        mark, name = head[1], head[2]
        start, end = line.start() + head.end(), line.start() + _length(line[0])
        if mark is not None:
            end = text.rfind(">", start, end)  # as httpd: what stands behind it is ignored
            if end < 0:
                raise _BrokenError
        if mark == "</":
            if names.pop() != name.lower() or len(names) == 0:
                raise _BrokenError
            paths.pop()
            continue
        named = (line.start() + head.start(2), line.start() + head.end(2))
        value, start, end = _arguments(text, start, end) or ("", *named)
        key = joined(paths[-1], name)
        yield places.setting(key, value, start, end)
        if mark == "<":
            if len(paths) > DEEPEST:
                raise Unreadable("Apache sections nested too deeply")
            paths.append(joined(paths[-1], f"{name}[{value}]") if value else key)
            names.append(name.lower())
    if len(paths) > 1:
        raise _BrokenError


def _length(line: str) -> int:
    """The line's length without blanks at its end, and without a backslash that continues it into nothing."""
    bare = line.rstrip(_BLANK[:-1])
    return len(line.rstrip(_BLANK) if bare[-1:] == "\\" and len(bare) < len(line) else bare)


def _arguments(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The words between two offsets as one value, and where they stand; None if there are none."""
    words = [match for match in _WORD.finditer(text, start, end) if match.lastgroup not in (None, "gap")]
    if not words:
        return None
    first, last = words[0], words[-1]
    value = " ".join(_plain(word) for word in words)
    return value, first.start(str(first.lastgroup)), last.end(str(last.lastgroup))


def _plain(word: re.Match[str]) -> str:
    kind = str(word.lastgroup)
    text = _CONTINUED.sub("", word[kind])
    return text if kind == "bare" else _ESCAPE.sub(r"\1", text)
