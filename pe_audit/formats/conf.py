"""`.conf`, whose name does not tell the format: nginx, Apache, HAProxy, XML or INI, by the look of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.formats import reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_LINE = expression(r"[^\r\n]+")
_XML = expression(r"<[?!]")
_APACHE_SECTION = expression(
    r"</?(?:virtualhost|(?:directory|location|files|proxy)(?:match)?|if(?:module|define|version|file)|limit(?:except)?"
    r"|macro|require(?:all|any|none))\b[^<]*>|</?(?:If|ElseIf|Else)\b[^<]*>",
    re.IGNORECASE,
)
_APACHE_DIRECTIVE = expression(
    r"(?:Listen|NameVirtualHost|Server(?:Name|Alias|Root|Tokens|Signature|Admin)|DocumentRoot|LoadModule|SSL[A-Z]\w+"
    r"|Require|Rewrite(?:Engine|Cond|Rule|Base)|(?:Allow|Deny) from|Order (?:allow|deny)|AuthType|Proxy[A-Z]\w+"
    r"|IncludeOptional|AllowOverride|CustomLog|TraceEnable|FileETag|LimitRequestBody|DirectoryIndex)[ \t]+[^= \t]"
)
_HAPROXY = expression(r"(?:global|defaults|frontend|backend|listen|userlist|peers|resolvers)\b[^{};=:]*(?:#.*)?")
_NGINX = expression(
    r".*;[ \t}]*(?:#[^;{}]*)?$"
    r"|(?:server|location|http|events|stream|upstream|map|geo|types|if|limit_except)\b[^;={}]*\{"
)


def read(text: str) -> Iterator[Setting]:
    """The settings in the format that the text looks like. Raises Unreadable as that format's reader does."""
    return reader(look(text))(text)


def look(text: str) -> str:
    """The name of the format that the text looks like."""
    lines = [line for raw in _LINE.finditer(text) if (line := raw[0].strip()) and line[0] not in ";#"]
    if not lines or lines[0].startswith("["):
        return "ini"
    if _XML.match(lines[0]):
        return "xml"
    if _HAPROXY.fullmatch(lines[0]):
        return "haproxy"
    if any(_APACHE_SECTION.match(line) for line in lines):
        return "apache"
    if any(_NGINX.match(line) for line in lines):
        return "nginx"
    return "apache" if any(_APACHE_DIRECTIVE.match(line) for line in lines) else "ini"
