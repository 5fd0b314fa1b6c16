"""HAProxy: every keyword as a setting under its section: `frontend[web].acl`, `backend[shop].server`, `global.log`.

A section is a setting itself, before what it holds: `frontend`, value `web`. A keyword's arguments are one value,
without quotes, joined by blanks; `no option x` has the key `no`. Environment variables stay as written, and so does
what stands between `.if` and `.endif`. Which words open a section does not depend on indentation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import Places, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_SECTIONS = frozenset({
    "global", "defaults", "frontend", "backend", "listen", "peers", "resolvers", "userlist", "mailers", "cache",
    "program", "http-errors", "ring", "fcgi-app", "crt-store", "log-forward", "log-profile", "traces", "acme",
})  # fmt: skip
_LINE = expression(r"[^\r\n]+")
_TOKEN = expression(
    r"(?P<blank>[ \t\f\v]+)|(?P<comment>\#.*)"
    r'|(?P<word>(?:"(?:[^"\\]|\\.?)*(?:"|$)|\'[^\']*(?:\'|$)|\\.?|[^\s"\'\\\#])+)|(?P<other>\s)',
    re.ASCII,
)
_PIECE = expression(r'"((?:[^"\\]|\\.?)*)(?:"|$)|\'([^\']*)(?:\'|$)|\\(.?)|([^"\'\\]+)')
_ESCAPE = expression(r"\\(.)")
_TEMPLATE = expression(r"\{\{|\{%|<%")


def read(text: str) -> Iterator[Setting]:
    """Every keyword of the file. Raises Unreadable for templates and for what has no section."""
    places = Places(text)
    section = ""
    for line in _LINE.finditer(text):
        words = [match for match in _TOKEN.finditer(line[0]) if match.lastgroup == "word"]
        if not words or words[0][0].startswith("."):
            continue
        name, *arguments = (_plain(word[0]) for word in words)
        if not section and name not in _SECTIONS:
            template = _TEMPLATE.search(text) is not None
            raise Unreadable("a template, not HAProxy" if template else "no HAProxy configuration, or a broken one")
        value = " ".join(arguments)
        start, end = words[min(1, len(arguments))].start(), words[-1].end()
        if words[-1][0][-1] in "\"'" and len(arguments) == 1 and words[-1][0][0] == words[-1][0][-1]:
            start, end = start + 1, max(end - 1, start + 1)
        key = name if name in _SECTIONS else joined(section, name)
        yield places.setting(key, value, line.start() + start, line.start() + end)
        if name in _SECTIONS:
            section = joined("", f"{name}[{value}]") if value else name


def _plain(word: str) -> str:
    return "".join(_unquoted(piece) for piece in _PIECE.finditer(word))


def _unquoted(piece: re.Match[str]) -> str:
    return _ESCAPE.sub(r"\1", piece[1]) if piece[1] is not None else piece[2] or piece[3] or piece[4] or ""
