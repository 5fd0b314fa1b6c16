"""`.env` files as dotenv libraries of PHP, JavaScript, Python and Ruby read them, and as a shell would source them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.formats.place import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting

_KEY = expression(
    r"(?:\A|(?<=[\r\n]))[ \t]*(?:(?:export|set)[ \t]+)?(?P<key>[A-Za-z_][\w.\-]*)[ \t]*(?:=|:(?=[ \t]))[ \t]*"
)
# A quoted value may hold line ends; only blanks or a comment may follow it, or it was no quote.
_QUOTED = expression(
    r"""(?:"(?P<double>[^"\\]*(?:\\.[^"\\]*)*)"|'(?P<single>[^']*)'|`(?P<back>[^`]*)`)(?=[ \t]*(?:[#;\r\n]|\Z))""",
    re.DOTALL,
)
_REST = expression(r"[^\r\n]*")
_COMMENT = expression(r"(?:^|(?<=[ \t]))#.*")
_ESCAPE = expression(r"\\([nrt\"\\$])")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


def read(text: str) -> Iterator[Setting]:
    """Every `KEY=value`, in order; a key twice is two settings. Lines that are neither are skipped."""
    places = Places(text)
    at = 0
    while (key := _KEY.search(text, at)) is not None:
        quoted = _QUOTED.match(text, key.end())
        if quoted is not None:
            start, end = quoted.span(str(quoted.lastgroup))
            value, at = text[start:end], quoted.end()
            if quoted.lastgroup == "double":
                value = _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), value)
        else:
            rest = _REST.match(text, key.end())
            assert rest is not None  # it matches the empty text too
            value, start, at = _COMMENT.sub("", rest[0]).rstrip(), key.end(), rest.end()
            end = start + len(value)
        yield places.setting(key["key"], value, start, end)
