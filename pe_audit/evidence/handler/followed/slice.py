"""What runs when a function is called: its body and the functions it calls, through the files of the tree."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.followed.calls import Function, calls_of
from pe_audit.evidence.syntax import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

DEPTH = 3  # calls followed from the handler
_MAX_FRAMES = 64


@dataclass(frozen=True, eq=False)
class Frame:
    """One function on the way: `call` is where `caller` calls it (both None for the handler itself).

    `inner`: the functions that were followed from here.
    """

    source: SourceFile = field(repr=False)
    scope: Syntax
    caller: Frame | None = None
    call: Syntax | None = None
    inner: list[Frame] = field(default_factory=list, repr=False)

    @property
    def depth(self) -> int:
        return 0 if self.caller is None else self.caller.depth + 1

    @cached_property
    def body(self) -> Syntax:
        return self.scope.part("body") or self.scope

    def own(self, kind: Kind) -> list[Syntax]:
        """Elements of a kind that run when this function does: not those of named functions and classes in it."""
        known = self._own.get(kind)
        if known is None:
            inside = self.source.inside(self.body, kind)
            known = self._own[kind] = [element for element in inside if not self._is_elsewhere(element)]
        return known

    @cached_property
    def _own(self) -> dict[Kind, list[Syntax]]:
        return {}

    @cached_property
    def assigned(self) -> dict[str, list[Syntax]]:
        """What a name (or member) is given, assignment by assignment."""
        given: dict[str, list[Syntax]] = {}
        for assignment in self.own("assignment"):
            given.setdefault(assignment.text_of("left"), []).append(assignment)
        return given

    def follows(self, call: Syntax) -> bool:
        """Whether the function that a call means is looked at itself: followed from here, or one on the way here."""
        target = calls_of(self.source).target(call)
        if target is None:
            return False
        return target.source is self.source or any(
            one.call == call and one.scope == target.scope and one.source is target.source for one in self.inner
        )

    def _is_elsewhere(self, element: Syntax) -> bool:
        number = bisect_right(self._starts, element.start) - 1
        return number >= 0 and element in self.others[number]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.others]

    @cached_property
    def others(self) -> list[Syntax]:
        """The functions and classes in it that do not run with it, outermost only, in document order."""
        whole = self.scope.kind == "file"
        inner = [one for one in self.source.inside(self.body, "function") if one != self.scope and (whole or one.name)]
        others: list[Syntax] = []
        for one in sorted([*self.source.inside(self.body, "class"), *inner], key=lambda one: (one.start, -one.end)):
            if not others or one.start >= others[-1].end:
                others.append(one)
        return others

    def way(self, span: Syntax) -> Iterator[tuple[Frame, Syntax]]:
        """A span and the calls that lead to it, outwards: with each the function it stands in."""
        yield self, span
        if self.caller is not None and self.call is not None:
            yield from self.caller.way(self.call)

    def order(self, span: Syntax) -> tuple[int, ...]:
        """Sorts the spans of a slice by when they run."""
        return tuple(reversed([place.start for _, place in self.way(span)]))

    def argument(self, name: str) -> Syntax | None:
        """What the caller gives for one of this function's parameters."""
        if self.call is None or self.scope.part("parameters") is None:
            return None
        given = self.caller.source.arguments(self.call) if self.caller is not None else []
        for position, parameter in enumerate(parameters(self.source, self.scope)):
            if parameter.name == name and position < len(given):
                return value_of(given[position])
        return None


def parameters(source: SourceFile, function: Syntax) -> list[Syntax]:
    """A function's own parameters in order, without Python's `self`."""
    holder = function.part("parameters")
    if holder is None:
        return []
    own: list[Syntax] = []
    for parameter in source.inside(holder, "parameter"):
        if (not own or parameter.start >= own[-1].end) and parameter.text not in ("self", "cls"):
            own.append(parameter)
    return own


def frames_of(source: SourceFile, scope: Syntax, *, abroad: bool = True) -> list[Frame]:
    """The function and the functions it reaches, each on every way, in the order they are called.

    Not `abroad`: only those of its own file.
    """
    found: list[Frame] = []

    def visit(frame: Frame) -> None:
        found.append(frame)
        if frame.depth >= DEPTH:
            return
        known = {Function(one.source, one.scope).key for one, _ in frame.way(frame.scope)}
        calls = calls_of(frame.source)
        for call in frame.own("call"):
            given = (calls.given(one, abroad=abroad) for one in frame.source.arguments(call))
            targets = [calls.target(call) if abroad else calls.near(call), *given]
            for target in targets:
                if target is None or target.key in known or len(found) >= _MAX_FRAMES or not target.scope.part("body"):
                    continue
                frame.inner.append(Frame(target.source, target.scope, frame, call))
                visit(frame.inner[-1])

    visit(Frame(source, scope))
    return found
