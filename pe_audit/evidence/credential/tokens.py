"""One stretch of any language cut into strings, words and operators: enough to see what a string is given to."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from pe_audit.expression import expression

# Never fails: an unterminated string ends with the text, so the cut is linear whatever the text is.
_TOKEN = expression(
    r"""
    [^\W\d_]{2,}'(?:t|s|re|ve|ll|d|m)\b
  | (?:@|\$@|@\$|(?<![\w$])[rRbBfFuULN@$]{1,2})?(?P<string>
        \"\"\"[^\"]*(?:\"{1,2}(?!\")[^\"]*)*(?:\"\"\"|$)
      | \\?"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)
      | '[^'\\]*(?:\\.[^'\\]*)*(?:'|$)
      | `[^`\\]*(?:\\.[^`\\]*)*(?:`|$)
      | [“”„«][^“”„»"\n]*(?:[“”»"]|$)
      | [‘’][^‘’'\n]*(?:[‘’']|$)
    )
  | (?P<word>[\w$@](?:[\w$@.]*[\w$])?(?:(?:-|->|::|\?\.)\w(?:[\w$.]*[\w$])?)*)
  | (?P<mark>=>|:=|\?\?=?|\|\|=?|\?:|[=!]==?|<=|>=|[^\s\w])
    """,
    re.VERBOSE | re.DOTALL,
)


_CLOSING = frozenset("\"'`“”»‘’")


class Kind(Enum):
    STRING = "string"
    WORD = "word"
    MARK = "mark"


class Token(NamedTuple):  # not a dataclass: thousands are made, and a tuple is made three times as fast
    """`text` is a string's content without its quotes; `start`/`end` delimit that content in what was cut."""

    kind: Kind
    text: str
    start: int
    end: int
    quote: str = ""

    def is_mark(self, *marks: str) -> bool:
        return self.kind is Kind.MARK and self.text in marks


def tokens_of(text: str) -> list[Token]:
    """The tokens of one line or a few; comments are cut like code."""
    found = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group == "string":
            found.append(_string(match))
        elif group is not None:
            start, end = match.span(group)
            kind = Kind.WORD if group == "word" else Kind.MARK
            found.append(Token(kind, text[start:end], start, end))
    return found


def _string(match: re.Match[str]) -> Token:
    raw, start = match["string"], match.start("string")
    opening = 3 if raw.startswith('"""') else 2 if raw.startswith("\\") else 1
    closing = 0
    if len(raw) >= 2 * opening and raw[-1] in _CLOSING:
        closing = 3 if opening == 3 else 1
    content = raw[opening : len(raw) - closing]
    return Token(Kind.STRING, content, start + opening, start + opening + len(content), raw[:opening])
