"""What a call is made from: its chain, its arguments and its client, with all that is said of them in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

    _Index = dict[str, dict[int | None, list[Syntax]]]  # what is said of a name, by the function it is said in

_DEPTH = 4  # steps from the call
_MAX_SPANS = 150
_MAX_LENGTH = 4000  # bytes of an expression whose names are followed
_OWNER = r"(?:\$this->|this\.|self\.|@)"
_ROOT = expression(rf"[&*(]*(?:new\s+)?({_OWNER}?)\$?([A-Za-z_]\w*)")
_NAME = expression(rf"(?<![\w$.>:'\"])({_OWNER}?)\$?([A-Za-z_]\w*)")
_MOST_BEFORE, _MOST_AFTER = 24, 12  # sayings of one name, by where they stand to its use


class Setup:
    """What is said of the names of one source file. `sends` tells the calls that go out, which configure nothing."""

    def __init__(self, source: SourceFile, sends: Callable[[Syntax], bool]) -> None:
        self.source = source
        self._sends = sends
        self._known: dict[tuple[int, int], tuple[Syntax, ...]] = {}

    def reached(self, *starts: Syntax) -> list[Syntax]:
        """The expressions that some calls are made from, nearest first, themselves and their chains included."""
        found: dict[tuple[int, int], Syntax] = {}
        level = [self.chain(start) for start in starts]
        own = {self.chain(start) for start in starts}
        for _ in range(_DEPTH):
            following: list[Syntax] = []
            for span in level:
                if (span.start, span.end) in found or len(found) >= _MAX_SPANS:
                    continue
                found[span.start, span.end] = span
                following.extend(one for one in self._said(span) if one not in own)
            level = following
        return list(found.values())

    def result(self, call: Syntax) -> list[Syntax]:
        """What is said of what a call gives back: calls on the variable that keeps it, and members that are set."""
        holder = next(self.source.around(call, "assignment"), None)
        root = _ROOT.match(holder.text_of("left")) if holder is not None else None
        scope = self._scope(call)
        if root is None or holder is None or self._scope(holder) != scope:
            return []
        found = []
        for index in (self._receivers, self._assignments):
            listed = index.get(root[2], {}).get(scope, [])
            at = bisect_right(listed, holder.start, key=_start)
            found += listed[at : at + _MOST_AFTER]
        return found

    def chain(self, call: Syntax) -> Syntax:
        """The whole chain that a call stands in: `Http::timeout(5)->post($url)` of `Http::timeout(5)`."""
        whole = call
        for outer in self.source.around(call, "call"):
            receiver = outer.part("receiver")
            if receiver is None or whole not in receiver:
                break
            whole = outer
        return whole

    def unbound(self, name: str) -> bool:
        """Whether nothing in the file says what a variable is."""
        return not any(index.get(name) for index in (self._assignments, self._functions))

    def _said(self, span: Syntax) -> tuple[Syntax, ...]:
        place = span.start, span.end
        if place not in self._known:
            self._known[place] = tuple(self._said_of(span))
        return self._known[place]

    def _said_of(self, span: Syntax) -> Iterator[Syntax]:
        quoted = [(one.start, one.end) for one in self.source.inside(span, "string")]
        holes = [(one.start, one.end) for one in self.source.inside(span, "interpolation")] if quoted else []
        text = span.text[:_MAX_LENGTH]
        ascii_ = text.isascii()
        for match in _NAME.finditer(text):
            at = span.start + (match.start() if ascii_ else len(text[: match.start()].encode()))
            if any(a <= at < b for a, b in quoted) and not any(a <= at < b for a, b in holes):
                continue
            yield from self._bindings(match[2], bool(match[1]), span)

    def _bindings(self, name: str, member: bool, near: Syntax) -> Iterator[Syntax]:
        """What a name is given, what is called on it, and what it is handed to, in the functions around its use."""
        around = [near.start, *(one.start for one in self.source.around(near, "function")), None]
        for index in (self._assignments, self._receivers, self._handed):
            scopes = index.get(name, {})
            local = [] if member else [scopes[scope] for scope in around if scope in scopes]
            if not local and index is not self._handed:
                local = list(scopes.values())[:_MOST_AFTER]
            for listed in local:
                at = bisect_right(listed, near.start, key=_start)
                yield from listed[max(0, at - _MOST_BEFORE) : at + _MOST_AFTER]
        function = self._functions.get(name)
        if function is not None and function.start not in around:
            yield function.part("body") or function

    def _scope(self, one: Syntax) -> int | None:
        """Where the function around an element starts, None at the top of the file."""
        function = self.source.function(one)
        return None if function is None else function.start

    @cached_property
    def _assignments(self) -> _Index:
        return self._by_root("assignment", lambda one: one.text_of("left")[:120])

    @cached_property
    def _receivers(self) -> _Index:
        return self._by_root("call", lambda one: "" if self._sends(one) else one.text_of("receiver")[:120])

    @cached_property
    def _handed(self) -> _Index:
        def first(call: Syntax) -> str:
            given = [] if self._sends(call) else self.source.arguments(call)[:1]
            return value_of(given[0]).text[:80] if given and len(self.source.arguments(call)) > 1 else ""

        return self._by_root("call", first)

    @cached_property
    def _functions(self) -> dict[str, Syntax]:
        return {one.name.lstrip("$"): one for one in self.source.all("function") if one.name}

    def _by_root(self, kind: Kind, text: Callable[[Syntax], str]) -> _Index:
        index: _Index = defaultdict(lambda: defaultdict(list))
        for one in self.source.all(kind):
            root = _ROOT.match(text(one).strip())
            if root is not None:
                index[root[2]][self._scope(one)].append(one)
        return index


def _start(element: Syntax) -> int:
    return element.start
