"""The values an expression writes out, one by one: variables and members as they stand, not what is only asked of them.

`token ? 'set' : 'missing'`, `token.length`, `sha256(token)` and `mask(token)` write no token; `'Bearer ' + token`,
`` `${token}` ``, `{ token }` and `JSON.stringify({ token })` do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.expression import expression
from pe_audit.lexicon import phrases, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax


class Leaf(NamedTuple):
    """A variable and the members asked of it, in order: `req`, `body`, `data`; strings in brackets are members too.

    `called`: the last of them is a call; `cut`: how many characters are kept of it, -1 for all.
    """

    span: Syntax
    root: str
    members: tuple[str, ...]
    called: bool = False
    cut: int = -1

    @property
    def name(self) -> str:
        return self.members[-1] if self.members else self.root


# A step: `.body`, `?.get('x')`, `["body"]`, `()`, `[:256]`. Calls with other arguments end the chain.
_NAMED = r"\s*(?:\?->|->|\?\.|!{1,2}\.|\.|::)\s*(\w+)"
_ASKED = (
    r"\(\s*(?:[bfru]?[\"']([^\"'()\n]{0,80})[\"']|([\d\s,]{0,20}))?"
    r"(?:[\s,]{0,4}(?:[\"'][^\"'()\n]{0,40}[\"']|\w{1,20}\s*=\s*\w{1,20}|null|None|nil|true|false)){0,3}\s*\)"
)
_KEYED = r"!?(?:\?\.)?\[\s*[:@]?[\"']?([\w./ -]{1,80})[\"']?\s*\]"
_SLICED = r"\[\s*(\d*)\s*:\s*(\d+)\s*\]"
_STEP = expression(rf"{_NAMED}|{_ASKED}|{_SLICED}|{_KEYED}")
_JOINED = expression(r"\s*\.(?!\.)")  # PHP's dot puts texts together: `$body . PHP_EOL`
_ROOT = expression(r"(?<![\w$@#\\-])(?<!\.)(?<!->)(?<!::)[A-Za-z_]\w*|(?<![\w$@])[$@]{1,2}[A-Za-z_]\w*")
_ONLY_ASKED = expression(r"(?:!|\btypeof|\bisset\s*\(|\bempty\s*\(|\bnot|\bdefined\?)\s*$")
_PREDICATES = expression(
    r"(?i)(?:has|is|exists?|contains?|includes?|count|missing|filled|starts|ends)(?-i:(?=[A-Z_?]|$))"
)
_CUTS = frozenset({"substring", "substr", "slice", "take", "first", "prefix", "left", "limit", "truncate"})
_KEYWORDS = frozenset({
    "await", "new", "return", "yield", "string", "if", "else", "true", "false", "null", "none", "nil", "and", "or",
    "not", "as", "in", "is", "lambda", "function", "do", "end", "async", "typeof", "int", "var", "let", "const",
})  # fmt: skip
_MOST_LEAVES, _MOST_STEPS = 60, 12


def leaves(source: SourceFile, written: Syntax) -> Iterator[Leaf]:
    """Every value of an expression that is written as it is, in order."""
    text = written.data[written.start : written.end].decode("latin-1")
    silent = _Silence(source, written)
    end = 0
    for found in islice(_ROOT.finditer(text), _MOST_LEAVES):
        start = written.start + found.start()
        if found.start() < end or found[0].lower() in _KEYWORDS or silent.at(start + len(found[0]) - 1):
            continue
        leaf, end = _leaf(written, text, found, _JOINED if source.language == "php" else None)
        if leaf is not None and not _ONLY_ASKED.search(text[max(0, found.start() - 12) : found.start()]):
            yield leaf


def _leaf(written: Syntax, text: str, root: re.Match[str], joins: re.Pattern[str] | None) -> tuple[Leaf | None, int]:
    members: list[str] = []
    called, cut, at = False, -1, root.end()
    for _ in range(_MOST_STEPS):
        step = _STEP.match(text, at)
        if step is None or (joins is not None and joins.match(text, at)):
            break
        name, asked, numbers, first, last, key = step.groups()
        if name is not None:
            if text[step.end() : step.end() + 1] == "(" and not _STEP.match(text, step.end()):
                return None, root.end()  # what it is called with says what becomes of it
            members.append(name)
        elif key is not None:
            members.append(key)
        elif last is not None:
            cut = int(last[:6]) - int(first[:6] or 0)
        elif asked:
            if members and _PREDICATES.match(members[-1]):
                return None, root.end()
            if not members or words(members[-1]) not in phrases("recodes"):
                members.append(asked)
        elif numbers and members and members[-1].lower() in _CUTS:
            kept = [int(number[:6]) for number in re.findall(r"\d+", numbers)]
            cut = kept[-1] if kept else -1
            members.pop()
        called = name is None and key is None and last is None
        at = step.end()
    if text[at : at + 1] == "(" or (not members and text[at : at + 1] == ":" and text[at : at + 2] == "::"):
        return None, root.end()
    start = written.start + root.start()
    span = type(written)("span", start, written.start + at, {}, written.data)
    return Leaf(span, root[0], tuple(members), called, cut), at


class _Silence:
    """Where names stand that write no value: text, keys, tests, comparisons, and arguments of what conceals them."""

    def __init__(self, source: SourceFile, written: Syntax) -> None:
        self._spans: list[tuple[int, int]] = []
        self._holes = [(one.start, one.end) for one in source.inside(written, "interpolation")]
        self._strings = [(one.start, one.end) for one in source.inside(written, "string")]
        for kind, part in _UNWRITTEN:
            for one in source.inside(written, kind):
                span, value = one.part(part) if part else one, one.part("value")
                if span is not None and (value is None or value.start != span.start):  # `{ token }` is both
                    self._spans.append((span.start, span.end))
        for call in source.inside(written, "call"):
            given = call.part("arguments")
            if given is not None and not _keeps_all(call):
                self._spans.append((given.start, given.end))
        self._spans.sort()
        self._starts = [start for start, _ in self._spans]

    def at(self, offset: int) -> bool:
        before = self._spans[: bisect_right(self._starts, offset)]
        if any(offset < end for _, end in before):
            return True
        text = max((start for start, end in self._strings if start <= offset < end), default=-1)
        return text >= 0 and not any(text <= start <= offset < end for start, end in self._holes)


_UNWRITTEN: tuple[tuple[Kind, str], ...] = (
    ("pair", "key"),
    ("argument", "name"),
    ("condition", "condition"),
    ("comparison", ""),
    ("comment", ""),
    ("parameter", ""),
)


def _keeps_all(call: Syntax) -> bool:
    """Whether a call spells its arguments out; a call with one text and nothing else only asks for a member."""
    spoken = words(re.split(r"\.|->|::|\\", call.name)[-1])
    return spoken in phrases("keeps all") or spoken[-1:] in phrases("log") or _asks(call)


def _asks(call: Syntax) -> bool:
    return re.fullmatch(r"\(\s*[\"'][^\"'()]*[\"']\s*\)", call.text_of("arguments")) is not None
