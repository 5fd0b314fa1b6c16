"""What is answered in the end when a handler's code gets to a certain place: a walk along what surely runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.answered.outcome import How, Outcome
from pe_audit.evidence.handler.answered.silence import is_asked, silent_status
from pe_audit.evidence.handler.answered.status import (
    FAULT,
    OK,
    Reply,
    reply_of,
    reply_of_assignment,
    status_in_value,
    status_of,
)
from pe_audit.evidence.handler.done.flow import exit_of, region_of
from pe_audit.evidence.syntax import Syntax
from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.handler.followed.slice import Frame


Point = tuple[Syntax, "Reply | None"]  # where something is returned, thrown, called or answered


_EXITS = expression(r"\\?(?:exit|die)\b", re.IGNORECASE)
_PLAIN_NAME = expression(r"\$?[A-Za-z_]\w*")
_NEXT = expression(r"next|done|callback")
_VALUES = frozenset(["null", "None", "nil", "true", "True", "undefined", "false", "False"])
_MAX_STEPS = 50_000  # points looked at for one handler


class Ways:
    """Answers for one handler's slice."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._points: dict[Frame, list[Point]] = {}
        self._children = {(one.caller, one.call): one for one in reversed(handler.frames) if one.caller is not None}
        self._inner: dict[Frame, Outcome | None] = {}
        self._steps = 0
        self.silent = silent_status(handler)
        self._speaks = is_asked(handler) or any(reply is not None for _, reply in self._points_of(handler.frames[0]))

    def enter(self, frame: Frame, branch: Syntax) -> Outcome:
        """From the beginning of a branch."""
        return self._walk(frame, frame.source.span(branch.start, branch.start))

    def after(self, frame: Frame, span: Syntax) -> Outcome:
        return self._walk(frame, frame.source.span(span.end, span.end))

    def after_swallowing(self, frame: Frame, call: Syntax, closure: Syntax) -> Outcome:
        """After `promise.catch(closure)`: what the closure answers, else what comes after it."""
        for one in frame.source.inside(closure, "call"):
            reply = reply_of(frame, one)
            if reply is not None:
                return Outcome(How.SAID, reply.status, frame, reply.span)
            if _NEXT.fullmatch(one.name) and frame.source.arguments(one):
                return Outcome(How.THROWN, FAULT, frame, one)
        return self.after(frame, call)

    def leaves(self, frame: Frame, branch: Syntax) -> bool:
        """Whether a branch ends the function, or has answered."""
        if exit_of(frame, branch) in ("return", "throw"):
            return True
        return any(reply is not None and span in branch for span, reply in self._points_of(frame))

    def _walk(self, frame: Frame, place: Syntax, inner: bool = False) -> Outcome:
        for span, reply in self._points_of(frame):
            self._steps += 1
            if self._steps > _MAX_STEPS:
                return Outcome(How.OPEN, None, frame, place)
            if span.start < place.start or not _reached(frame, span, place):
                continue
            if reply is not None:
                return Outcome(How.SAID, reply.status, frame, span)
            if span.kind == "throw":
                return self._thrown(frame, span, inner)
            if span.kind == "return":
                return self._returned(frame, span, place, inner)
            child = self._child(frame, span)
            if child is not None:
                return child
        return self._ended(frame, place, place, inner)

    def _points_of(self, frame: Frame) -> list[Point]:
        known = self._points.get(frame)
        if known is None:
            found: list[Point] = [(one, None) for kind in ("return", "throw") for one in frame.own(kind)]
            for call in frame.own("call"):
                reply = reply_of(frame, call)
                if reply is not None or (frame, call) in self._children or _passes_error(frame, call):
                    found.append((call, reply))
            for assignment in frame.own("assignment"):
                given = reply_of_assignment(frame, assignment)
                if given is not None:
                    found.append((assignment, given))
            # `res.status(400).json()`: of calls that start together the inner one, which has the status, comes first
            found.sort(key=lambda point: (point[0].start, point[0].end))
            known = self._points[frame] = _without_answers_of_others(frame, found)
        return known

    def _child(self, frame: Frame, call: Syntax) -> Outcome | None:
        """What a function of the slice answers by itself when it is called, None if it just comes back."""
        child = self._children.get((frame, call))
        if child is None:
            return Outcome(How.THROWN, FAULT, frame, call) if _passes_error(frame, call) else None
        if child not in self._inner:
            self._inner[child] = None
            self._inner[child] = self._answered_by(child, frame, call)
        found = self._inner[child]
        if found is not None and found.how is How.THROWN:
            return self._thrown(frame, call, inner=False, status=found.status)
        return found

    def _answered_by(self, child: Frame, frame: Frame, call: Syntax) -> Outcome | None:
        """The answer of a function that answers: the one it surely gives, else by the status that it is given."""
        outcome = self._walk(child, child.source.span(child.body.start, child.body.start), inner=True)
        if outcome.how in (How.SAID, How.THROWN):
            return outcome
        if any(reply_of(child, one) is not None for one in child.own("call")):
            given = (frame.source.argument(call, position) for position in range(4))
            told = (status_of(frame, one) for one in given if one is not None)
            status = next((one for one in told if one is not None), None)
            if status is not None:
                return Outcome(How.SAID, status, frame, call)
        return None

    def _thrown(self, frame: Frame, span: Syntax, inner: bool, status: int | None = None) -> Outcome:
        """An exception: what the nearest catch around it answers, else what the framework makes of it."""
        status = status or self._thrown_status(frame, span)
        source = frame.source
        for one in source.around(span, "try"):
            body = one.part("body")
            if body is None or one not in frame.body or span not in body:
                continue
            catches = [catch for catch in source.inside(one, "catch") if catch.start >= body.end]
            if catches:
                branch = catches[-1].part("body") or catches[-1]
                return self._walk(frame, source.span(branch.start, branch.start), inner)
        if frame.caller is not None and frame.call is not None and not inner:
            return self._thrown(frame.caller, frame.call, inner, status)
        return Outcome(How.THROWN, status, frame, span)

    def _thrown_status(self, frame: Frame, span: Syntax) -> int | None:
        value = span.part("value")
        for call in frame.source.inside(value, "call") if value is not None else ():
            reply = reply_of(frame, call)
            if reply is not None and reply.status != OK:
                return reply.status
        return FAULT

    def _returned(self, frame: Frame, span: Syntax, place: Syntax, inner: bool) -> Outcome:
        value = span.part("value")
        if _EXITS.match(span.text):
            return self._ended(frame, span, place, inner, final=True)
        holder = _closure_of(frame, span)
        if holder is not None and (value is None or value.text in _VALUES):
            return self._walk(frame, frame.source.span(holder.end, holder.end), inner)
        if value is None:
            return self._ended(frame, span, place, inner)
        return self._valued(frame, span, value, place, inner)

    def _valued(self, frame: Frame, span: Syntax, value: Syntax, place: Syntax, inner: bool) -> Outcome:
        """By what a `return` gives back."""
        status = status_in_value(frame, value)
        if status is None:
            status = _status_of_variable(frame, value)
        if status is not None:
            return Outcome(How.SAID, status, frame, span)
        source = frame.source
        calls = source.inside(value, "call")
        replies = [reply for call in calls if (reply := reply_of(frame, call)) is not None]
        if replies:
            told = next((reply for reply in replies if reply.status not in (None, OK)), replies[0])
            return Outcome(How.SAID, told.status, frame, span)
        if re.fullmatch(r"err\w*", value.text) or re.match(r"(?:fmt\.Errorf|errors\.(?:New|Wrap))\b", value.text):
            return (
                Outcome(How.THROWN, FAULT, frame, span)
                if frame.caller is None
                else Outcome(How.OPEN, None, frame, span)
            )
        if calls and calls[0].start <= value.start + len("await "):
            return self._given_by(frame, span, calls[0])
        if frame.caller is not None:
            return self._ended(
                frame, span, place, inner, tells=not re.fullmatch(r"nil|null|undefined|None", value.text)
            )
        if _PLAIN_NAME.fullmatch(value.text) and value.text not in _VALUES:
            return self._named(frame, span, value, place)
        return self._ended(frame, span, place, inner)

    def _named(self, frame: Frame, span: Syntax, value: Syntax, place: Syntax) -> Outcome:
        """`return response`: told where it is made, or not."""
        given = [one for one in frame.assigned.get(value.text, ()) if one.end <= span.start]
        right = given[-1].part("right") if given else None
        for call in frame.source.inside(right, "call") if right is not None else ():
            reply = reply_of(frame, call)
            if reply is not None:
                return Outcome(How.SAID, reply.status, frame, span)
        if right is not None and right.text[:1] in "{[\"'":
            return self._ended(frame, span, place, inner=False)
        return Outcome(How.OPEN, None, frame, span)

    def _given_by(self, frame: Frame, span: Syntax, call: Syntax) -> Outcome:
        """`return this.fail("…", 400)`: by the function of the slice, by a status it is given."""
        for argument in range(4):
            given = frame.source.argument(call, argument)
            status = status_of(frame, given) if given is not None else None
            if status is not None:
                return Outcome(How.SAID, status, frame, span)
        child = self._children.get((frame, call))
        found = self._child(frame, call) if child is not None else None
        return found if found is not None else Outcome(How.OPEN, None, frame, span)

    def _ended(
        self, frame: Frame, span: Syntax, place: Syntax, inner: bool, final: bool = False, tells: bool = False
    ) -> Outcome:
        """The function's end: what was set before is sent, or the caller goes on."""
        before = [(one, reply) for one, reply in self._points_of(frame) if reply is not None and one.end <= place.start]
        for one, reply in reversed(before):
            if _reached(frame, one, place):
                return Outcome(How.SAID, reply.status, frame, one)
        if not final and frame.caller is not None:
            if inner or (tells and _is_used(frame.caller, frame.call)):
                return Outcome(How.OPEN, None, frame, span)
            if frame.call is None or _tested(frame.caller, frame.call):
                return Outcome(How.OPEN, None, frame, span)
            return self.after(frame.caller, frame.call)
        if inner and not final:
            return Outcome(How.OPEN, None, frame, span)
        if not self._speaks:
            return Outcome(How.OPEN, None, frame, span)
        if self.silent is None:
            return Outcome(How.NEVER, None, frame, span)
        return Outcome(How.SILENT, self.silent, frame, span)


def _closure_of(frame: Frame, span: Syntax) -> Syntax | None:
    """The anonymous function in a frame that a `return` ends: what it is given to goes on after it."""
    source = frame.source
    function = next(source.around(span, "function"), None)
    if function is None or function == frame.scope or function not in frame.body:
        return None
    return next((call for call in source.around(function, "call") if call in frame.body), None)


def _reached(frame: Frame, span: Syntax, place: Syntax) -> bool:
    region = region_of(frame, span)
    return region is None or place in region


def _without_answers_of_others(frame: Frame, points: list[Point]) -> list[Point]:
    """Without replies within what is returned or thrown, which are told there."""
    holders = [one for one, reply in points if reply is None and one.kind in ("return", "throw")]
    return [
        (one, reply)
        for one, reply in points
        if reply is None
        or not any(one in holder and one != holder for holder in holders if holder.part("value") is not None)
    ]


def _passes_error(frame: Frame, call: Syntax) -> bool:
    """Express's `next(error)`."""
    return call.name == "next" and call.part("receiver") is None and bool(frame.source.arguments(call))


def _status_of_variable(frame: Frame, value: Syntax) -> int | None:
    """`return status` of a lambda or Sinatra route that gives back a bare number."""
    return status_of(frame, value) if re.fullmatch(r"[2-5]\d\d", value.text.strip()) else None


def _is_used(frame: Frame, call: Syntax | None) -> bool:
    """Whether what a call gives back goes anywhere."""
    if call is None:
        return True
    source = frame.source
    holders = [next(source.around(call, kind), None) for kind in ("assignment", "return", "argument", "comparison")]
    return any(one is not None and one in frame.body for one in holders) or _tested(frame, call)


def _tested(frame: Frame, call: Syntax) -> bool:
    for condition in frame.source.around(call, "condition"):
        test = condition.part("condition")
        if test is not None and call in test:
            return True
    return False
