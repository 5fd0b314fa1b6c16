"""Strings in code of languages that have no grammar here, Objective-C and Visual Basic, and what each one is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.text import File

_BASIC = (".vb", ".bas")
_SUFFIXES = (".m", ".mm", ".h", *_BASIC)
_STRING = expression(r'"([^"\r\n]{0,2000})"')
_COMMENT = expression(r"\s*(?://|/\*|\*)")
_BASIC_COMMENT = expression(r"(?i)\s*(?:'|rem\s)")
# What stands between a name and its value: a type, a call that makes an address of a text.
_TYPE = expression(r"(?i)\s+as\s+(?:new\s+)?[\w.]{1,60}(?=\s*=\s*[\w(. ]{0,40}$)")
_WRAPPED = expression(
    r"(?:\[\s*NS(?:Mutable)?(?:URL|String)\w{0,20}\s+\w{1,40}:|(?:(?:\bAs\s+)?\bNew\s+)?\bUri\()\s*@?$"
)
_NAME = expression(r"(?:\"([\w.\-]{1,80})\"|([A-Za-z_]\w{0,80}))[\])]{0,3}\s*(?::=|[=:,(]|\s)\s*[\[{(]?\s*@?$")
_FOR_KEY = expression(r'\s+for(?:Key|HTTPHeaderField):\s*@"([^"\r\n]{1,80})"')
_LONGEST = 4000  # characters of a line


class Literal(NamedTuple):
    """One string: the bytes between its quotes, and the name of what is given it, empty if nothing is."""

    start: int
    end: int
    text: str
    name: str


def has_no_grammar(uri: str) -> bool:
    """Whether a file is code of one of these languages."""
    return uri.lower().endswith(_SUFFIXES)


def literals(file: File) -> Iterator[Literal]:
    """The strings of a file that are no comments, in order."""
    basic = file.uri.lower().endswith(_BASIC)
    for number in range(1, file.line_count + 1):
        start, end = file.line_span(number)
        if b'"' not in file.data[start:end]:
            continue
        line = file.line(number)
        if len(line) > _LONGEST or (_BASIC_COMMENT if basic else _COMMENT).match(line):
            continue
        for found in _STRING.finditer(line):
            if ("'" if basic else "//") in _STRING.sub("", line[: found.start()]):
                break
            at = start + len(line[: found.start(1)].encode())
            name = _name(line[: found.start()], line[found.end() :])
            yield Literal(at, at + len(found[1].encode()), found[1], name)


def _name(before: str, after: str) -> str:
    """`NSString *const kUrl = @"…"`, `Const Url As String = "…"`, `url:@"…"`, `setObject:@"…" forKey:@"url"`."""
    key = _FOR_KEY.match(after)
    if key is not None:
        return key[1]
    wrapped = _WRAPPED.search(before)
    if wrapped is not None:
        before = before[: wrapped.start()]
    found = _NAME.search(_TYPE.sub("", before))
    return (found[1] or found[2]) if found else ""
