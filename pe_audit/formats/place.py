"""From an offset in the text to a Setting at its line and column, within what one file may hold."""

from __future__ import annotations

from bisect import bisect_right

from pe_audit.evidence.settings import Setting, Unreadable
from pe_audit.expression import expression

_NEWLINE = expression(r"\r\n|\n|\r")  # as evidence/text.py counts lines: never str.splitlines(), which knows ten more
MOST_SETTINGS = 100_000
DEEPEST = 100
_LONGEST_WORD = 200  # characters of one key; translations use whole sentences
_LONGEST_KEY = 1_000  # characters of a dotted path: 100,000 long ones would fill the memory


class Places:
    """The lines of one text, and how many settings were made of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(newline.end() for newline in _NEWLINE.finditer(text))]
        self._made = 0

    def setting(self, key: str, value: str, start: int, end: int) -> Setting:
        """The value written at text[start:end]; its length ends with its first line. Raises Unreadable past a limit."""
        self._made += 1
        if self._made > MOST_SETTINGS:
            raise Unreadable(f"more than {MOST_SETTINGS} values")
        line = bisect_right(self._starts, start)
        first = self._starts[line - 1]
        if line < len(self._starts):
            end = min(end, start + len(self._text[start : min(end, self._starts[line])].rstrip("\r\n")))
        return Setting(key, value, line, start - first + 1, max(end - start, 0))


def dotted(path: str, word: str) -> str:
    """The path one word longer; very long words are cut. Raises Unreadable where paths grow without measure."""
    return joined(path, word[:_LONGEST_WORD])


def joined(path: str, word: str) -> str:
    """As `dotted`, with the word in its whole length."""
    longer = f"{path}.{word}" if path else word
    if len(longer) > _LONGEST_KEY:
        raise Unreadable("keys nested too deeply")
    return longer
