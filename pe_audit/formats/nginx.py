"""nginx: every directive as a setting, in the file's order, which is the order of nginx's own decisions.

A block's arguments stand in brackets: `http.server[2].location[= /webhook].allow`; a server, which has none, is
numbered from 1. A block with arguments is a setting itself, before what it holds: `http.server[2].location`, value
`= /webhook`. A directive's arguments are one value, joined by blanks. Included files are not followed: `include` is a
setting like any other. The grammar is that of ngx_conf_file.c.
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

_TOKEN = expression(
    r"(?P<skip>[ \t\r\n]+|\#[^\r\n]*)"
    r"|(?P<mark>[{};])"
    r'|"(?P<double>[^"\\]*(?:\\[\s\S][^"\\]*)*)"(?=[ \t\r\n;{)]|$)'
    r"|'(?P<single>[^'\\]*(?:\\[\s\S][^'\\]*)*)'(?=[ \t\r\n;{)]|$)"
    r"|(?P<bare>(?![\"'])(?:[^ \t\r\n;{\\$]|\$\{?|\\[\s\S])+)"
)
_ESCAPE = expression(r"\\([\"'\\trn])")
_ESCAPED = {"t": "\t", "r": "\r", "n": "\n"}
_LUA = expression(
    r"(?P<brace>[{}])|--(?!\[=*\[)[^\n]*|(?:--)?\[(?P<level>=*)\[|\"(?:[^\"\\\n]|\\[\s\S])*\""
    r"|'(?:[^'\\\n]|\\[\s\S])*'|(?P<open>[\"'])"
)
_TEMPLATE = expression(r"\{\{|\{%|<%")
_CODE = "_by_lua_block"  # its braces hold another language

Word = tuple[str, int, int]  # a name or argument without quotes, and where it stands


def read(text: str) -> Iterator[Setting]:
    """Every directive of the file. Raises Unreadable for templates, broken files and what nests too deeply."""
    try:
        yield from _directives(text)
    except _BrokenError as error:
        template = _TEMPLATE.search(text) is not None
        raise Unreadable("a template, not nginx" if template else "no nginx configuration, or a broken one") from error


class _BrokenError(Exception):
    pass


def _directives(text: str) -> Iterator[Setting]:
    places = Places(text)
    paths, servers = [""], [0]  # of the blocks that are open: their keys, and how many servers each holds
    for words, mark in _statements(text):
        if mark == "}":
            if len(paths) == 1:
                raise _BrokenError
            paths.pop()
            servers.pop()
            continue
        name, *arguments = words
        value = " ".join(word for word, _, _ in arguments)
        key = joined(paths[-1], name[0])
        start, end = (arguments[0][1], arguments[-1][2]) if arguments else name[1:]
        if mark == ";" or arguments:
            yield places.setting(key, value, start, end)
        if mark == "{":
            if len(paths) > DEEPEST:
                raise Unreadable("nginx blocks nested too deeply")
            if name[0] == "server" and not arguments:
                servers[-1] += 1
                value = str(servers[-1])
            paths.append(joined(paths[-1], f"{name[0]}[{value}]") if value else key)
            servers.append(0)
    if len(paths) > 1:
        raise _BrokenError


def _statements(text: str) -> Iterator[tuple[list[Word], str]]:
    """The words of each directive and the mark that ends it; `}` comes without words."""
    at = 0
    words: list[Word] = []
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise _BrokenError
        at, kind = token.end(), str(token.lastgroup)
        if kind == "mark":
            if bool(words) != (token[0] != "}"):
                raise _BrokenError
            if token[0] == "{" and words[0][0].endswith(_CODE):
                at = _code_end(text, at)
                words = []
                continue
            yield words, token[0]
            words = []
        elif kind != "skip":
            words.append((_ESCAPE.sub(_character, token[kind]), *token.span(kind)))
    if words:
        raise _BrokenError


def _character(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])


def _code_end(text: str, at: int) -> int:
    """Behind the brace that ends a block of Lua, whose strings and comments may hold braces too."""
    depth = 1
    while depth:
        found = _LUA.search(text, at)
        if found is None or found["open"]:
            raise _BrokenError
        at = found.end()
        if found["level"] is not None:
            at = text.find(f"]{found['level']}]", at) + 1 or len(text)
        elif found["brace"]:
            depth += 1 if found["brace"] == "{" else -1
    return at
