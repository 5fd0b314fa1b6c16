"""Caddyfile: every directive as a setting: `site[shop.example].handle[/webhook].respond`, `snippet[tls].protocols`.

The block of global options is `global`, a site `site[addresses]`, a snippet `snippet[name]`, a named route
`route[name]`. A block is a setting itself, before what it holds, with its arguments as value. Arguments are one value,
without quotes, joined by blanks; `{$ENV}` and placeholders stay as written, `import` is a setting like any other. A
file that sites import has directives and matchers at its top, without a site.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.formats.place import DEEPEST, Places, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_TOKEN = expression(
    r"(?P<newline>\r\n|\r|\n)"
    r"|(?P<blank>(?:[^\S\r\n]|\\(?:\r\n|\r|\n))+)"
    r"|(?P<comment>\#[^\r\n]*)"
    r'|"(?P<double>(?:[^"\\]|\\[\s\S]?)*)(?:"|$)'
    r"|`(?P<raw>[^`]*)(?:`|$)"
    r"|(?P<bare>(?:[^\s\\]|\\(?![\r\n])[\s\S]?)+)"
)
_NAMED = expression(r"(&)?\(([^)]*)\)")
_HEREDOC = expression(r"<<([A-Za-z0-9_-]+)$")
_ESCAPE = expression(r'\\(["\\])')
# What stands at the top of a file that a site imports, where a whole Caddyfile has its sites.
_DIRECTIVES = frozenset({
    "abort", "basic_auth", "basicauth", "encode", "error", "file_server", "forward_auth", "handle", "handle_errors",
    "handle_path", "header", "import", "php_fastcgi", "redir", "request_body", "request_header", "respond",
    "reverse_proxy", "rewrite", "route", "tls", "try_files",
})  # fmt: skip
_TEMPLATE = expression(r"\{\{|\{%|<%")


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    quoted: bool


def read(text: str) -> Iterator[Setting]:
    """Every directive of the file. Raises Unreadable for templates, broken files and what nests too deeply."""
    try:
        yield from _directives(text)
    except _BrokenError as error:
        template = _TEMPLATE.search(text) is not None
        raise Unreadable("a template, not a Caddyfile" if template else "no Caddyfile, or a broken one") from error


class _BrokenError(Exception):
    pass


def _directives(text: str) -> Iterator[Setting]:
    places = Places(text)
    paths = [""]
    single = False  # one site without braces: its address is the first line
    for one, following in pairwise(chain(_lines(text), (None,))):
        assert one is not None  # only the last of all is
        line, opens = one
        if opens is None:
            if len(paths) == 1:
                raise _BrokenError
            paths.pop()
            continue
        name, words = _named(line, len(paths) == 1 and not single, opens)
        if name == "site" and _stands_for_more(line, opens, following):
            continue
        value = " ".join(word.text for word in words)
        start, end = (words[0].start, words[-1].end) if words else (line[0].start, line[0].end)
        key = joined(paths[-1], name)
        yield places.setting(key, value, start, end)
        if opens or (name == "site" and len(paths) == 1):
            if len(paths) > DEEPEST:
                raise Unreadable("Caddy blocks nested too deeply")
            paths.append(joined(paths[-1], f"{name}[{value}]") if value else key)
            single = single or not opens
    if len(paths) > 1 + single:
        raise _BrokenError


def _stands_for_more(line: list[_Word], opens: bool, following: tuple[list[_Word], bool | None] | None) -> bool:
    """Whether `{$MORE}` alone is no address: a site with braces follows, whose address has a dot or a colon."""
    if opens or len(line) != 1 or not line[0].text.startswith("{$") or following is None or not following[1]:
        return False
    return re.search(r"[.:{]", following[0][0].text) is not None


def _named(line: list[_Word], top: bool, opens: bool) -> tuple[str, list[_Word]]:
    """What a line is called, and its arguments: outside of all blocks these are sites, snippets and options."""
    first = line[0]
    if first.text == "{" and not first.quoted:
        if top and opens:
            return "global", []
        raise _BrokenError
    if not top or first.text.startswith("@") or first.text in _DIRECTIVES:
        return first.text, line[1:]
    named = _NAMED.fullmatch(first.text) if len(line) == 1 else None
    if named is None:
        return "site", line
    inner = _Word(named[2], first.start + named.start(2), first.start + named.end(2), True)
    return ("route" if named[1] else "snippet"), [inner]


def _lines(text: str) -> Iterator[tuple[list[_Word], bool | None]]:
    """The words of each line, and whether it opens a block; None where one closes. A comma at the end continues it."""
    words: list[_Word] = []
    for word in _words(text):
        if word is not None:
            words.append(word)
        elif words and not (words[-1].text.endswith(",") and not words[-1].quoted):
            yield from _line(words)
            words = []
    if words:
        yield from _line(words)


def _line(words: list[_Word]) -> Iterator[tuple[list[_Word], bool | None]]:
    closing = len(words)
    while closing and words[closing - 1].text == "}" and not words[closing - 1].quoted:
        closing -= 1
    rest = words[:closing]
    if rest and rest[-1].text == "{" and not rest[-1].quoted:
        yield (rest[:-1] or rest), True
    elif rest:
        yield rest, False
    for brace in words[closing:]:
        yield [brace], None


def _words(text: str) -> Iterator[_Word | None]:
    """Every word of the text, and None for each line's end."""
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise _BrokenError
        at, kind = token.end(), str(token.lastgroup)
        if kind == "newline":
            yield None
        elif kind == "bare" and (mark := _HEREDOC.match(token[0])) is not None:
            at, word = _heredoc(text, at, mark[1])
            yield word
        elif kind in ("double", "raw", "bare"):
            value = _ESCAPE.sub(r"\1", token[kind]) if kind == "double" else token[kind]
            yield _Word(value, *token.span(kind), kind != "bare")
    yield None


def _heredoc(text: str, at: int, mark: str) -> tuple[int, _Word]:
    closing = re.compile(rf"(?:\r\n|\r|\n)[ \t]*{mark}(?=\s|$)").search(text, at)
    if closing is None:
        raise _BrokenError
    return closing.end(), _Word(text[at : closing.start()].strip("\r\n"), at, at, True)
