"""A source file as syntax, in one vocabulary for all languages.

`languages/<language>/syntax.scm` maps a grammar onto the kinds below; nothing here knows a language. An element is a
`Syntax`: its kind, its bytes `start..end`, its text and its named parts, which are `Syntax` too (kind = part name).

kind         parts (all optional)           what it is
function     name parameters body           functions, methods, constructors, lambdas, closures; an anonymous one has
                                            the name of the variable, member or key it is given to
class        name bases body                classes, interfaces, traits, enums, anonymous classes
parameter    name type default              one parameter of a function
call         name receiver arguments        calls and `new X(…)`; of `a.b.c(1)` the receiver is `a.b` and the name `c`
argument     name value                     one argument; use `SourceFile.arguments(call)`
assignment   left operator right            `=`, `+=`, declarations with a value, members, fields, destructuring
pair         key value                      entries of objects, maps and arrays; keyword and named arguments; object
                                            initialisers; element values of annotations
comparison   left operator right            `==`, `!==`, `<`, `in`, `is`, …; method calls like `equals` are calls
condition    test consequence alternative   if, else-if, ternary, while; the alternative is the else or next condition
string                                      a string literal; use `SourceFile.string(span)` for what it says
interpolation                               a hole in a string
return       value                          `return`, the value of an arrow function's bare body, `exit`
throw        value                          `throw`, `raise`
catch        type body                      a handler of exceptions
decorator    name arguments                 decorators, annotations, attributes; use `SourceFile.decorators(function)`
comment
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Literal

from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import decode
from pe_audit.lexicon import words
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Tree

    from pe_audit.evidence.text import File
    from pe_audit.model import Observed, Related

Kind = Literal[
    "function",
    "class",
    "parameter",
    "call",
    "argument",
    "assignment",
    "pair",
    "comparison",
    "condition",
    "string",
    "interpolation",
    "return",
    "throw",
    "catch",
    "decorator",
    "comment",
]

_MAX_DEPTH = 1000  # of elements in one another: deeper is an attack, and texts of nested elements add up
_MAX_SECONDS = 5.0  # to parse one file: error recovery on garbage can be slower than linear
_MAX_ANGLES = 1000  # unclosed `<`: nested generics cost the parser quadratic memory
_CHUNK = 1 << 16
_ANGLES = re.compile(rb"[<>;{}]")
_QUOTED = re.compile(r"""[A-Za-z@$]{0,3}("{3,}|'''|"|'|`)(.*)\1[\w]*""", re.DOTALL)
_HEREDOC = re.compile(r"<<<[^\n]*\n(.*?)\n?[ \t]*\w+", re.DOTALL)
_LAST_NAME = re.compile(r"""([\w$-]+)["'\])\s]*$""")
_MODIFIERS = re.compile(rb"[\sa-z]*")
_ASCII = bytes(byte if byte < 0x80 else ord("_") for byte in range(256))


@dataclass(frozen=True, slots=True)
class Syntax:
    """One element of a source file, or a named part of one. Equal when kind and place are."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, Syntax] = field(compare=False, repr=False)
    data: bytes = field(compare=False, repr=False)

    @property
    def text(self) -> str:
        """As written, comments and all."""
        return decode(self.data[self.start : self.end])

    def part(self, name: str) -> Syntax | None:
        return self.parts.get(name)

    def text_of(self, part: str) -> str:
        """The text of a part, empty without one."""
        found = self.parts.get(part)
        return found.text if found is not None else ""

    @property
    def name(self) -> str:
        """What a function, class, call, parameter or decorator is called; empty if nothing."""
        return self.text_of("name")

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its name, lower case: `firstOrCreate` → first, or, create."""
        return words(self.name)

    @property
    def last_name(self) -> str:
        """The last name in its text: `secret` of `this.secret`, `$a->secret`, `conf['secret']` and `"secret"`."""
        found = _LAST_NAME.search(self.text)
        return found[1] if found else ""

    def __contains__(self, other: object) -> bool:
        """Whether another element lies within this one (or is it)."""
        return isinstance(other, Syntax) and self.start <= other.start and other.end <= self.end


class _Elements:
    """All elements of one kind in document order, with the way to each one's nearest enclosing one."""

    def __init__(self, elements: list[Syntax]) -> None:
        self.elements = tuple(elements)
        self.starts = [element.start for element in elements]
        self.parents: list[int] = []
        open_: list[int] = []
        for number, element in enumerate(elements):
            while open_ and elements[open_[-1]].end < element.end:
                open_.pop()
            self.parents.append(open_[-1] if open_ else -1)
            open_.append(number)
            if len(open_) > _MAX_DEPTH:
                raise Unreadable("code is nested too deeply", "source")


class SourceFile:
    """Evidence for rules that look at code. Raises `Unreadable` when its syntax is first asked for."""

    looks_at = "source"

    def __init__(self, file: File, language: str) -> None:
        self.file = file
        self.language = language
        self._kinds: dict[str, _Elements] = {}

    @property
    def uri(self) -> str:
        return self.file.uri

    @cached_property
    def whole(self) -> Syntax:
        """The file as one element of kind `file`."""
        return Syntax("file", 0, len(self.file.data), {}, self.file.data)

    @property
    def broken(self) -> bool:
        """Whether the grammar did not understand every line: then findings are less sure."""
        return self.tree.root_node.has_error

    def all(self, kind: Kind) -> tuple[Syntax, ...]:
        """Every element of a kind in document order, outer before inner."""
        return self._of(kind).elements

    def inside(self, span: Syntax, kind: Kind) -> list[Syntax]:
        """The elements of a kind that lie within a span, one that fills it included, in document order."""
        known = self._of(kind)
        first, last = bisect_left(known.starts, span.start), bisect_left(known.starts, span.end)
        return [element for element in known.elements[first:last] if element.end <= span.end]

    def around(self, span: Syntax, kind: Kind) -> Iterator[Syntax]:
        """The elements of a kind that hold a span, innermost first, without the span itself."""
        known = self._of(kind)
        number = bisect_right(known.starts, span.start) - 1
        while number >= 0:
            element = known.elements[number]
            if span in element and element != span:
                yield element
            number = known.parents[number]

    def exactly(self, span: Syntax, kind: Kind) -> Syntax | None:
        """The span as an element of that kind: whether an argument, a right side … is a call, a function, a string."""
        known = self._of(kind)
        number = bisect_left(known.starts, span.start)
        while number < len(known.starts) and known.starts[number] == span.start:
            if known.elements[number].end == span.end:
                return known.elements[number]
            number += 1
        return None

    def function(self, span: Syntax) -> Syntax | None:
        """The innermost function around a span, None at the top of the file."""
        return next(self.around(span, "function"), None)

    def scope(self, span: Syntax) -> Syntax:
        """The innermost function around a span, or the whole file."""
        return self.function(span) or self.whole

    def arguments(self, call: Syntax) -> list[Syntax]:
        """A call's (or decorator's) own arguments in order, comments left out."""
        holder = call.part("arguments")
        own: list[Syntax] = []
        if holder is None:
            return own
        for argument in self.inside(holder, "argument"):
            if (not own or argument.start >= own[-1].end) and self.exactly(argument, "comment") is None:
                own.append(argument)
        return own

    def argument(self, call: Syntax, position: int) -> Syntax | None:
        """The value of a positional argument (from 0), None if there are fewer."""
        own = self.arguments(call)
        return value_of(own[position]) if position < len(own) else None

    def string(self, span: Syntax) -> str | None:
        """What a string literal says (escapes as written); None for anything else and for strings with holes."""
        literal = self.exactly(span, "string")
        if literal is None or self.inside(literal, "interpolation"):
            return None
        text = literal.text
        found = _QUOTED.fullmatch(text)
        if found:
            return found[2]
        found = _HEREDOC.fullmatch(text)
        return found[1] if found else text

    def decorators(self, element: Syntax) -> list[Syntax]:
        """The decorators, annotations or attributes of a function, class or parameter, in document order."""
        name = element.part("name") or element
        found = [one for one in self.inside(element, "decorator") if one.end <= name.start]
        start = element.start
        for one in reversed(self._of("decorator").elements[: bisect_left(self._of("decorator").starts, start)]):
            if one.end > start or _MODIFIERS.fullmatch(self.file.data[one.end : start].strip(b"[], \t\r\n")) is None:
                break
            found.insert(0, one)
            start = one.start
        return found

    def observe(
        self,
        span: Syntax,
        problem: str | None = None,
        *,
        undecided: str | None = None,
        identity: str = "",
        secrets: tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
        precision: Precision | None = None,
    ) -> Observed:
        """An element as a subject; in a broken file its precision is medium at most."""
        if self.broken:
            precision = min(precision or Precision.MEDIUM, Precision.MEDIUM)
        return self.file.observe(
            span.start,
            span.end,
            problem,
            undecided=undecided,
            identity=identity,
            secrets=secrets,
            related=related,
            precision=precision,
        )

    @cached_property
    def tree(self) -> Tree:
        from tree_sitter import Parser

        from pe_audit.languages import grammar

        data = _parsable(self.file.data)
        deadline = monotonic() + _MAX_SECONDS
        try:
            return Parser(grammar(self.language)).parse(
                lambda offset, _point: data[offset : offset + _CHUNK],
                progress_callback=lambda _offset, _error: monotonic() > deadline,
            )
        except ValueError as error:
            raise Unreadable("the code takes too long to parse", "source") from error

    @cached_property
    def _places(self) -> dict[str, dict[tuple[int, int], dict[str, tuple[int, int]]]]:
        """kind → place of an element → its parts' places. Patterns that meet on one element add up."""
        from tree_sitter import QueryCursor

        from pe_audit.languages import query

        places: dict[str, dict[tuple[int, int], dict[str, tuple[int, int]]]] = {}
        for _, captures in QueryCursor(query(self.language)).matches(self.tree.root_node):
            nodes = {name: found[0] for name, found in captures.items()}
            for kind, element in nodes.items():
                if "." in kind:
                    continue
                parts = places.setdefault(kind, {}).setdefault((element.start_byte, element.end_byte), {})
                prefix = kind + "."
                for name, node in nodes.items():
                    if name.startswith(prefix):
                        parts.setdefault(name[len(prefix) :], (node.start_byte, node.end_byte))
        return places

    def _of(self, kind: str) -> _Elements:
        known = self._kinds.get(kind)
        if known is None:
            data = self.file.data
            places = sorted(self._places.get(kind, {}).items(), key=lambda item: (item[0][0], -item[0][1]))
            elements = [
                Syntax(kind, start, end, {name: Syntax(name, *place, {}, data) for name, place in parts.items()}, data)
                for (start, end), parts in places
            ]
            known = self._kinds[kind] = _Elements(elements)
        return known


def value_of(element: Syntax) -> Syntax:
    """The value of an argument or pair, right side of an assignment; the element itself where it is the value."""
    return element.part("value") or element.part("right") or element


def _parsable(data: bytes) -> bytes:
    """The bytes to parse: the same length, but ASCII where the file is not UTF-8. Raises `Unreadable`."""
    depth = 0
    for found in _ANGLES.finditer(data):
        mark = found[0]
        if mark == b"<":
            depth += 1
            if depth > _MAX_ANGLES:
                raise Unreadable("code is nested too deeply", "source")
        elif mark == b">":
            depth = max(0, depth - 1)
        else:
            depth = 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.translate(_ASCII)
    return data
