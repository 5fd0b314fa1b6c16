"""What stands before an effect: conditions, early exits and functions that throw, whatever they ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.done.flow import branches, exit_of, reaches, truth_at
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pe_audit.evidence.handler.done.flow import Exit
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax

_STOPS_IF = expression(r"(?i)^(?:abort|throw|report|bail)_?if$")
_STOPS_UNLESS = expression(r"(?i)^(?:abort|throw|report|bail)_?unless$|^(?:assert|require|ensure)(?:That|True)?$")


class Gates:
    """The gates of one slice. Subclasses say which tests are gates: `stops`."""

    def __init__(self, frames: Collection[Frame], spans: Iterable[tuple[Frame, Syntax]]) -> None:
        """`spans`: what is done, each in its function; a branch without any of it only leads somewhere."""
        self.frames = frames
        self._busy: dict[Frame, list[Syntax]] = {}
        for holder, place in spans:
            for frame, span in holder.way(place):
                self._busy.setdefault(frame, []).append(span)
        self._gates: dict[Frame, list[tuple[Syntax, Exit]]] = {}

    def stops(self, frame: Frame, test: Syntax, truth: bool) -> bool:
        """Whether what comes must not be done where a test is `truth`, and may be done where it is not."""
        raise NotImplementedError

    def throws(self, frame: Frame, call: Syntax) -> bool:
        """Whether a call throws where what comes must not be done."""
        return False

    def hold(self, holder: Frame, place: Syntax) -> bool:
        """Whether a gate lets a place be reached only where it should be."""
        return any(
            self._within(frame, span) or self._after_exit(frame, span) or self._after_helper(frame, span)
            for frame, span in holder.way(place)
        )

    def gates_of(self, frame: Frame) -> list[tuple[Syntax, Exit]]:
        """The conditions of a function that leave it, and how; and calls that do: Laravel's `abort_if($paid, 200)`."""
        known = self._gates.get(frame)
        if known is None:
            self._gates[frame] = []  # until they are known: a test may ask a function that leads back here
            known = self._gates[frame] = list(self._find(frame))
        return known

    def _find(self, frame: Frame) -> Iterator[tuple[Syntax, Exit]]:
        for condition in frame.own("condition"):
            test = condition.part("condition")
            for truth, branch in branches(condition) if test is not None else ():
                leaves = exit_of(frame, branch) if test is not None and self.stops(frame, test, truth) else None
                if leaves is not None:
                    yield condition, leaves
        for call in frame.own("call"):
            wanted = True if _STOPS_IF.match(call.name) else False if _STOPS_UNLESS.match(call.name) else None
            given = frame.source.argument(call, 0) if wanted is not None else None
            if (given is not None and self.stops(frame, given, wanted is True)) or self.throws(frame, call):
                yield call, "throw"

    def _within(self, frame: Frame, span: Syntax) -> bool:
        """In a branch that is only taken where it should be."""
        for condition in frame.source.around(span, "condition"):
            if condition not in frame.body:
                break
            truth, test = truth_at(condition, span), condition.part("condition")
            if truth is not None and test is not None and self.stops(frame, test, not truth):
                return True
        return False

    def leads_only(self, frame: Frame, region: Syntax) -> bool:
        """Whether a branch does nothing but lead to its gate, so that who passes it by is none to be stopped."""
        return not any(span in region for span in self._busy.get(frame, ()))

    def _after_exit(self, frame: Frame, span: Syntax) -> bool:
        """After a gate that leaves."""
        idle = partial(self.leads_only, frame)
        gates = (gate for gate, leaves in self.gates_of(frame) if reaches(frame, gate, span, leaves, idle))
        return any(self.is_passed(frame, gate, span) for gate in gates)

    def is_passed(self, frame: Frame, gate: Syntax, span: Syntax) -> bool:
        """Whether the way to a place surely leads through a gate before it, also if something throws."""
        return True

    def _after_helper(self, frame: Frame, span: Syntax) -> bool:
        """After a function that throws, itself or in a function that it calls."""
        return any(
            other.call is not None and reaches(frame, other.call, span, "throw") and self.refuses(other)
            for other in self.frames
            if other.caller is frame
        )

    def is_busy(self, frame: Frame) -> bool:
        """Whether a function does something itself, or calls what does."""
        return frame in self._busy

    def refuses(self, frame: Frame) -> bool:
        """Whether a function throws where what comes after it must not be done."""
        for condition in frame.own("condition"):
            test = condition.part("condition")
            for truth, branch in branches(condition) if test is not None else ():
                thrown = exit_of(frame, branch) == "throw" or frame.source.inside(branch, "throw")
                if thrown and test is not None and self.stops(frame, test, truth):
                    return True
        if any(self.throws(frame, call) for call in frame.own("call")):
            return True
        return any(self.refuses(other) for other in self.frames if other.caller is frame)
