"""One stretch of any language cut into strings, words and operators: enough to see what a string is given to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

# Never fails: an unterminated string ends with the text, so the cut is linear whatever the text is.
_TOKEN = re.compile(
    r"""
    (?P<apostrophe>[^\W\d_]{2,}'(?:t|s|re|ve|ll|d|m)\b)
  | (?:@|\$@|@\$|(?<![\w$])[rRbBfFuULN@$]{1,2})?(?P<string>
        \"\"\"[^\"]*(?:\"{1,2}(?!\")[^\"]*)*(?:\"\"\"|$)
      | \\?"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)
      | '[^'\\]*(?:\\.[^'\\]*)*(?:'|$)
      | `[^`\\]*(?:\\.[^`\\]*)*(?:`|$)
      | [“”„«][^“”„»"\n]*(?:[“”»"]|$)
      | [‘’][^‘’'\n]*(?:[‘’']|$)
    )
  | (?P<word>[\w$@][\w$@.\-]*(?:(?:->|::|\?\.)[\w$@][\w$@.\-]*)*)
  | (?P<mark>=>|:=|\?\?=?|\|\|=?|\?:|[=!]==?|<=|>=|[^\s\w])
    """,
    re.VERBOSE | re.DOTALL,
)


class Kind(Enum):
    STRING = "string"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
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
        if match["string"] is not None:
            found.append(_string(match))
        elif match["word"] is not None:
            found.append(_word(match))
        elif match["mark"] is not None:
            found.append(Token(Kind.MARK, match["mark"], match.start("mark"), match.end("mark")))
    return found


def _word(match: re.Match[str]) -> Token:
    text = match["word"].rstrip(".-")
    start = match.start("word")
    return Token(Kind.WORD, text, start, start + len(text))


def _string(match: re.Match[str]) -> Token:
    raw, start = match["string"], match.start("string")
    opening = 3 if raw.startswith('"""') else 2 if raw.startswith("\\") else 1
    quote = raw[:opening]
    end = start + len(raw)
    closing = 3 if opening == 3 and len(raw) >= 6 and raw.endswith('"""') else 1 if opening < 3 and len(raw) > opening else 0
    if closing == 1 and raw[-1] not in "\"'`“”»‘’":
        closing = 0
    content_end = max(start + opening, end - closing)
    content = raw[opening : opening + content_end - start - opening]
    return Token(Kind.STRING, content, start + opening, content_end, quote)
