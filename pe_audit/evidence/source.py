"""A source file as evidence: its elements, where they stand in one another, and what strings say.

The kinds of elements and their parts are those of `evidence.syntax`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.parsing import GARBAGE, parse
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.syntax import COMPARING, FIELDS, Elements, Syntax, value_of
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Tree

    from pe_audit.evidence.codebase import Codebase
    from pe_audit.evidence.syntax import Kind
    from pe_audit.evidence.text import File
    from pe_audit.model import Observed, Related

_MAX_OPEN = (
    512  # patterns of the query open at once: code nested 100 deep needs fewer, and each makes every node slower
)
_QUOTED = expression(r"""[A-Za-z@$:#]{0,3}("{3,}|'''|"|'|`)(.*)\1[\w#]*""", re.DOTALL)
_HEREDOC = expression(r"<<<[^\n]*\n(.*?)\n?[ \t]*\w+", re.DOTALL)
_MODIFIERS = expression(rb"[\sa-z\[\],]*")  # what may stand between decorators and what they decorate
_NONE: dict[str, list[Node]] = {}  # of the many elements without captured parts
_OWNER, _MEMBER = ("object", "expression", "condition"), ("property", "attribute", "name")  # fields of `a.b`


class SourceFile:
    """Evidence for rules that look at code. Raises `Unreadable` when its syntax is first asked for."""

    looks_at = "source"

    def __init__(self, file: File, language: str) -> None:
        self.file = file
        self.language = language
        self._kinds: dict[str, Elements] = {}

    @property
    def uri(self) -> str:
        return self.file.uri

    def forget(self) -> None:
        """Drop the syntax, which is read again when somebody asks; what was concluded from it stays."""
        self._kinds.clear()
        for name in ("tree", "_captured"):
            self.__dict__.pop(name, None)

    @property
    def codebase(self) -> Codebase:
        """The other source files of the tree."""
        return self.file.circumstances.codebase

    @cached_property
    def whole(self) -> Syntax:
        """The file as one element of kind `file`."""
        return Syntax("file", 0, len(self.file.data), {}, self.file.data)

    def span(self, start: int, end: int) -> Syntax:
        """Any bytes of the file, for asking what lies inside or around them."""
        return Syntax("span", start, end, {}, self.file.data)

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
        return found[1] if found else text.removeprefix(":")  # Ruby's symbols

    def decorators(self, element: Syntax) -> list[Syntax]:
        """The decorators, annotations or attributes of a function, class or parameter, in document order."""
        name = element.part("name") or element
        found = [one for one in self.inside(element, "decorator") if one.end <= name.start]
        known = self._of("decorator")
        start = element.start
        for one in reversed(known.elements[: bisect_left(known.starts, start)]):
            if one.end > start or _MODIFIERS.fullmatch(self._without_comments(one.end, start)) is None:
                break
            found.insert(0, one)
            start = one.start
        return found

    def _without_comments(self, start: int, end: int) -> bytes:
        kept = []
        for comment in self.inside(self.span(start, end), "comment"):
            kept.append(self.file.data[start : comment.start])
            start = comment.end
        return b"".join([*kept, self.file.data[start:end]])

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
        return parse(self.file.data, self.language)

    @cached_property
    def _captured(self) -> dict[str, dict[tuple[int, int], tuple[Node, dict[str, list[Node]]]]]:
        """kind → place → the node and the parts captured with it. Patterns that meet on one node add up; what a pattern
        captures several times reaches from the first to the last."""
        from tree_sitter import QueryCursor

        from pe_audit.languages import query

        self.codebase.parsed(self)
        captured: defaultdict[str, dict[tuple[int, int], tuple[Node, dict[str, list[Node]]]]] = defaultdict(dict)
        # no progress_callback: a binding of 0.26.1 calls it on a dead frame and crashes the process
        cursor = QueryCursor(query(self.language), match_limit=_MAX_OPEN)
        matches = cursor.matches(self.tree.root_node)
        if cursor.did_exceed_match_limit:
            raise Unreadable(GARBAGE, "source")
        for _, captures in matches:
            for capture, nodes in captures.items():
                if "." in capture or capture[0] == "_":  # a part, or only asked for its name
                    continue
                known, place = captured[capture], (nodes[0].start_byte, nodes[-1].end_byte)
                if len(captures) == 1:
                    if place not in known:
                        known[place] = nodes[0], _NONE
                    continue
                node, others = known.get(place, (nodes[0], _NONE))
                prefix = capture + "."
                parts = {name[len(prefix) :]: found for name, found in captures.items() if name.startswith(prefix)}
                known[place] = node, {**parts, **others}
        return captured

    def _of(self, kind: str) -> Elements:
        known = self._kinds.get(kind)
        if known is None:
            data = self.file.data
            elements = [
                Syntax(kind, start, end, _parts(node, kind, parts, data), data)
                for (start, end), (node, parts) in self._captured.pop(kind, {}).items()
                if kind != "comparison" or _compares(node, data)
            ]
            if kind == "return":
                elements += self._bare_bodies()
            elif kind == "function":
                elements = [self._named(element) for element in elements]
            elif kind == "comparison":  # `f<T>(x)` is both to some grammars
                calls = {(call.start, call.end) for call in self.all("call")}
                elements = [element for element in elements if (element.start, element.end) not in calls]
            elif kind == "call":
                elements = _with_blocks(elements)
            elements.sort(key=lambda element: (element.start, -element.end))
            known = self._kinds[kind] = Elements(elements)
        return known

    def _bare_bodies(self) -> Iterator[Syntax]:
        """`x => x + 1` returns without saying so."""
        for node, _ in self._captured.get("lambda", {}).values():
            body = node.child_by_field_name("body")
            if body is not None and self.file.data[body.start_byte : body.start_byte + 1] != b"{":
                value = Syntax("value", body.start_byte, body.end_byte, {}, self.file.data)
                yield Syntax("return", value.start, value.end, {"value": value}, value.data)

    def _named(self, function: Syntax) -> Syntax:
        """An anonymous function under the name of the variable, member or key that it is given to."""
        if "name" not in function.parts:
            for holder in (next(self.around(function, "assignment"), None), next(self.around(function, "pair"), None)):
                if holder is not None and value_of(holder).start == function.start:
                    name = holder.part("left") or holder.parts["key"]
                    return replace(function, parts={**function.parts, "name": name})
        return function


def _parts(node: Node, kind: str, captured: dict[str, list[Node]], data: bytes) -> dict[str, Syntax]:
    """An element's parts: those the query captured, the others by what grammars call the field.

    A part that is captured several times reaches from the first to the last.
    """
    parts: dict[str, Syntax] = {}
    fields_of = FIELDS.get(kind)
    if fields_of is None:
        return parts
    taken = {one.id for nodes in captured.values() for one in nodes} if captured else ()
    for name, fields in fields_of.items():
        nodes = captured.get(name)
        found = nodes[0] if nodes else _field(node, fields)
        if nodes and len(nodes) > 1:
            parts[name] = Syntax(name, nodes[0].start_byte, nodes[-1].end_byte, {}, data)
        elif found is not None and (nodes or found.id not in taken):
            if kind == "call" and name == "name" and (receiver := _field(found, _OWNER)):
                member = _field(found, _MEMBER) or _field(found.named_children[-1], _MEMBER)  # a.b and C#'s a?.b
                if member is not None:
                    parts["receiver"] = Syntax("receiver", receiver.start_byte, receiver.end_byte, {}, data)
                    found = member
            parts[name] = Syntax(name, found.start_byte, found.end_byte, {}, data)
    return parts


def _with_blocks(calls: list[Syntax]) -> list[Syntax]:
    """`f(x) { … }` is one call, though a grammar has the block call what `f(x)` gives."""
    longest: dict[tuple[int, int], Syntax] = {}
    for call in calls:
        name = call.part("name") or call
        known = longest.get((name.start, name.end))
        if known is None or known in call:
            longest[name.start, name.end] = call
    return list(longest.values())


def _field(node: Node, names: tuple[str, ...]) -> Node | None:
    for name in names:
        found = node.child_by_field_name(name)
        if found is not None:
            return found
    return None


def _compares(node: Node, data: bytes) -> bool:
    """Whether a binary expression compares: grammars have one node for `a == b` and `a + b`."""
    operator = _field(node, FIELDS["comparison"]["operator"])
    if operator is None or operator.type in COMPARING:
        return True
    return data[operator.start_byte : operator.end_byte].decode("latin-1") in COMPARING  # Swift has types for few
