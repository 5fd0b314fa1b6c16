"""What runs when a function is called, as far as one file shows it: its body and the functions of the file it calls."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.syntax import Syntax, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind

DEPTH = 3  # calls followed from the handler
_MAX_FRAMES = 64
_OWN = re.compile(r"(?:\(*(?:await\s+)?\(*)(?:\$?this|self|static|cls|parent|exports|module\.exports)")


@dataclass(frozen=True, eq=False)
class Frame:
    """One function on the way: `call` is where `caller` calls it (both None for the handler itself)."""

    source: SourceFile = field(repr=False)
    scope: Syntax
    caller: Frame | None = None
    call: Syntax | None = None

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
        given = self.source.arguments(self.call)
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


class Calls:
    """Which function of the file a call leads to."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._named: dict[str, list[Syntax]] = defaultdict(list)
        for function in source.all("function"):
            if function.name:
                self._named[last(function.name)].append(function)

    def target(self, call: Syntax) -> Syntax | None:
        """The function of this file that a call surely means: same name, and asked of nobody or of oneself."""
        name = last(call.name)
        candidates = self._named.get(name)
        if not candidates or makes(call):
            return None
        receiver = call.text_of("receiver")
        if receiver and _OWN.fullmatch(receiver) is None and receiver != self._class_of(candidates[0]):
            return None
        return self._nearest(candidates, call)

    def given(self, argument: Syntax) -> Syntax | None:
        """The function of this file that an argument names: `setImmediate(settle)`."""
        value = value_of(argument)
        candidates = self._named.get(last(value.text))
        if not candidates or not re.fullmatch(r"(?:this\.|self\.)?\w+", value.text):
            return None
        return self._nearest(candidates, value)

    def _nearest(self, candidates: list[Syntax], span: Syntax) -> Syntax | None:
        if len(candidates) == 1:
            return candidates[0]
        home = self._class_of(span)
        near = [one for one in candidates if self._class_of(one) == home]
        return near[0] if near else None

    def _class_of(self, span: Syntax) -> str:
        holder = next(self._source.around(span, "class"), None)
        return holder.name if holder is not None else ""


def makes(call: Syntax) -> bool:
    """Whether a call makes an object: `new X(…)`, not `new X(…).save()`."""
    receiver = call.part("receiver")
    return call.text.startswith("new ") and (receiver is None or receiver.start != call.start)


def last(name: str) -> str:
    """The last name of a dotted one, without PHP's `$`."""
    return re.split(r"\.|->|::|\\", name)[-1].lstrip("$")


def frames_of(source: SourceFile, scope: Syntax, calls: Calls) -> list[Frame]:
    """The function and the functions of its file that it reaches, each on every way, in the order they are called."""
    found: list[Frame] = []

    def visit(frame: Frame) -> None:
        found.append(frame)
        if frame.depth >= DEPTH:
            return
        known = {one.scope for one, _ in frame.way(frame.scope)}
        for call in frame.own("call"):
            targets = [calls.target(call), *(calls.given(one) for one in source.arguments(call))]
            for target in targets:
                if target is not None and target not in known and len(found) < _MAX_FRAMES and target.part("body"):
                    visit(Frame(source, target, frame, call))

    visit(Frame(source, scope))
    return found
