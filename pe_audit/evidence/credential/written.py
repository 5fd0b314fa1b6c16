"""Values that stand without quotes: settings files, shell, XML text, connection strings, flags, URLs, headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.credential.candidate import Candidate, Syntax
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTING = expression(
    r"[ \t]{0,80}(?:[#;*/][#;*/ \t]{0,8})?(?:-[ \t]+)?(?:(?:export|set|setx|ENV|ARG|SetEnv)[ \t]+)?[\"']?"
    r"(?P<name>[\w.\-/]{2,120})[\"']?[ \t]*(?:\?=|:=|=>|[=:])[ \t]*(?P<value>[^\s\"'`].*)",
)
_ENV_DIRECTIVE = expression(
    r"[ \t]*(?:ENV|ARG|SetEnv|fastcgi_param|setx)[ \t]+(?P<name>\w{2,80})[ \t]+(?P<value>[^\s=].*)"
)
_COMMENT = expression(r"[ \t]+(?:#|//|;).*$")
_SHELL = expression(r"(?:(?<=^)|(?<=[\s\"'\\(]))(?P<name>[A-Z][A-Z0-9_]{2,80})=(?P<value>[^\s\"'`$&|<>;()\\]{2,300})")
_PARAMETER = expression(
    r"(?:(?<=^)|(?<=[?&;,\"'\s({]))(?P<name>[A-Za-z][\w.\- ]{1,60}?)[ ]?=[ ]?"
    r"(?P<value>[^&;,\"'\s<>{}$\\]{2,300})(?=[&;,\"'\s)}#\\]|$)"
)
_FLAG = expression(
    r"(?:(?<=^)|(?<=[\s\"',]))--?(?P<name>[A-Za-z][\w\-]{2,40})[ =][ ]?"
    r"(?P<value>[^\s\"'`$<>{}|&;\\\-][^\s\"'`$<>{}|&;\\]{1,300})"
)
_BASIC = expression(
    r"(?:(?<=^)|(?<=\s))(?:-u|--user)[ =]?[\"']?(?P<user>[^\s:\"'${<+%][^\s:\"'${<]{0,79})"
    r":(?P<value>[^\s\"'@$<{]{2,200})"
)
_URL = expression(
    r"[A-Za-z][A-Za-z0-9+.\-]{1,20}://(?P<user>[^\s/:@\"'<>`\[]{0,80}):(?P<value>[^\s/\"'<>`\]]{2,200})"
    r"@(?P<host>[^\s/:\"'<>`?\\]{1,120})"
)
_DEFAULT = expression(r"\$\{(?P<name>[\w.\-]{2,100}):-?(?P<value>[^}\s?+=][^}\s]{0,200}|)\}")
_HEADER = expression(r"\b(?P<scheme>[Bb]earer|[Bb]asic|BEARER|BASIC)[ ]{1,2}(?P<value>[A-Za-z0-9+/=_.~\-]{8,1200})")
_ELEMENT = expression(
    r"<(?P<tag>[A-Za-z][\w:.\-]{0,60})(?P<attributes>(?:\s[^<>]{0,200})?)>"
    r"\s{0,40}(?:<!\[CDATA\[)?(?P<value>[^<>]{2,400}?)\s{0,40}(?:\]\]>)?</"
)
_NAMED = expression(r"(?:^|\s)(?:android:)?(?:name|key|id)\s?=\s?[\"']([^\"']{1,100})[\"']")
_PLIST = expression(r"<key>(?P<name>[^<>]{1,100})</key>\s{0,80}<string>(?P<value>[^<>]{2,400})</string>")
_PAIR = expression(
    r"[\"']?\b(?:key|name|id|param|Name|Key)[\"']?\s?[:=]\s?[\"']?(?P<name>[\w.\- ]{2,80})[\"']?\s?,?\s{1,200}"
    r"[\"']?(?:value|Value)[\"']?\s?[:=]\s?(?P<quote>[\"']?)(?P<value>[^\s\"'][^\"'\n]{1,400})"
)

_QUOTED_PAIR = expression(_PAIR.pattern.replace("(?P<quote>[\"']?)", "(?P<quote>[\"'])"))


def written(text: str, *, code: bool) -> Iterator[Candidate]:
    """Every value written in a way that needs no quotes. `code`: the file is source, so a bare word is no value."""
    if not code:
        yield from _settings(text)
    if "=" in text:
        yield from _found(_SHELL, text, Syntax.SETTING)
        yield from _parameters(text)
    if "://" in text:
        yield from _urls(text)
    if "-" in text:
        yield from _flags(text)
    if "</" in text:
        yield from _elements(text)
    if "alue" in text:
        yield from _found(_QUOTED_PAIR if code else _PAIR, text, Syntax.ATTRIBUTE)
    if "${" in text:
        for match in _DEFAULT.finditer(text):
            yield Candidate(match["name"], match["value"], *match.span("value"), Syntax.FALLBACK, "env")
    for match in _HEADER.finditer(text):
        yield Candidate("authorization", match["value"], *match.span("value"), Syntax.HEADER, match["scheme"].lower())


def _found(pattern: re.Pattern[str], text: str, syntax: Syntax) -> Iterator[Candidate]:
    for match in pattern.finditer(text):
        start = match.start("value")
        value = match["value"].rstrip()
        yield Candidate(match["name"], value, start, start + len(value), syntax)


def _settings(text: str) -> Iterator[Candidate]:
    offset = 0
    for line in text.split("\n"):
        match = _SETTING.match(line) or _ENV_DIRECTIVE.match(line)
        if match is not None:
            value = _COMMENT.sub("", match["value"]).rstrip(" \t\r,")
            start = offset + match.start("value")
            yield Candidate(match["name"], value, start, start + len(value), Syntax.SETTING)
        offset += len(line) + 1


def _parameters(text: str) -> Iterator[Candidate]:
    """`…;User ID=sa;Password=…` and `?token=…&`: only within strings and URLs, for code has `a=b` everywhere."""
    if ";" not in text and "&" not in text and "?" not in text:
        return
    for match in _PARAMETER.finditer(text):
        before = text[match.start() - 1] if match.start() else ""
        after = text[match.end() : match.end() + 1]
        if before in ("?", "&", ";") or (before in ("", '"', "'") and after in (";", "&")):
            yield Candidate(match["name"].strip(), match["value"], *match.span("value"), Syntax.PARAMETER)


def _urls(text: str) -> Iterator[Candidate]:
    for match in _URL.finditer(text):
        context = f"{match['user']}@{match['host']}"
        yield Candidate("password", match["value"], *match.span("value"), Syntax.URL, context)


def _flags(text: str) -> Iterator[Candidate]:
    yield from _found(_FLAG, text, Syntax.FLAG)
    if "-u" in text:
        for match in _BASIC.finditer(text):
            yield Candidate("password", match["value"], *match.span("value"), Syntax.FLAG, match["user"])


def _elements(text: str) -> Iterator[Candidate]:
    for match in _ELEMENT.finditer(text):
        named = _NAMED.search(match["attributes"])
        name = named[1] if named is not None else match["tag"]
        yield Candidate(name, match["value"], *match.span("value"), Syntax.ELEMENT)
    yield from _found(_PLIST, text, Syntax.ELEMENT)
