"""Whether a handler knows who sent a notification before it acts on it, and what lets a forged one through."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler.done.effect import Change
from pe_audit.evidence.handler.done.flow import branches, exit_of, region_of, truth_at
from pe_audit.evidence.handler.done.gate import Gates
from pe_audit.evidence.handler.followed.calls import Function, calls_of, last
from pe_audit.evidence.handler.followed.slice import Frame, frames_of
from pe_audit.evidence.handler.sender.genuine import proving, returned, validity, validity_of_test, verifies_by_name
from pe_audit.evidence.mac import macs
from pe_audit.evidence.provenance import provenance
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence.handler.done.effect import Effect
    from pe_audit.evidence.handler.done.flow import Exit
    from pe_audit.evidence.handler.found.entry import Handler
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_GOES_ON = expression(
    r"^(?:next|doFilter|proceed|call_next|callNext|ServeHTTP|Next|NextAsync|OnActionExecuting\w*|handle)$"
)
_ANSWERS = frozenset({"head", "render", "redirect_to", "setResponse"})
_REFUSING = expression(r"(?:\.|->)(?:Result|Response|StatusCode)$")


class State(Enum):
    """VERIFIED: no forged notification gets to the effects. BYPASSED: some do, by what they leave out or by chance.
    USELESS: something is checked, to no effect. UNCHECKED: nothing is."""

    VERIFIED = "verified"
    BYPASSED = "bypassed"
    USELESS = "useless"
    UNCHECKED = "unchecked"


class Authenticity(NamedTuple):
    """What is known of a handler. `source`, `place`: the check, or what lets a forged notification pass it.

    `reason`: half a sentence on that. `effect`: the first one that a forged notification gets to. `sure`: the place
    does not rest on a condition whose meaning is unknown. `by_name`: what checks is known by its name only.
    """

    state: State
    source: SourceFile | None = None
    place: Syntax | None = None
    reason: str = ""
    effect: Effect | None = None
    sure: bool = True
    by_name: bool = False


def judge(handler: Handler, effects: Sequence[Effect]) -> Authenticity:
    """How a handler treats a forged notification."""
    return _Judge(handler, effects).judged()


class _Check(NamedTuple):
    """A test that asks who sent the message, where it stands, and what may keep it from being asked."""

    frame: Frame
    test: Syntax
    excuse: tuple[SourceFile, Syntax] | None
    void: str
    exits: bool
    by_name: bool


class _Judge(Gates):
    def __init__(self, handler: Handler, effects: Sequence[Effect]) -> None:
        self._handler = handler
        self._before = [frame for source, scope in handler.before for frame in _all_frames(source, scope)]
        super().__init__([*handler.frames, *self._before], [(effect.frame, effect.span) for effect in effects])
        self._effects = [effect for effect in effects if _matters(effect)] or list(effects)

    def stops(self, frame: Frame, test: Syntax, truth: bool) -> bool:
        found, excuse = validity_of_test(frame.source, test)
        if found is None or excuse is not None or found.excuse is not None or found.void:
            return False
        return found.genuine is not truth

    def hold(self, holder: Frame, place: Syntax) -> bool:
        return super().hold(holder, place) or any(self._asked_alike(frame, span) for frame, span in holder.way(place))

    def _asked_alike(self, frame: Frame, span: Syntax) -> bool:
        """`if (paid) { verify }` and then `if (paid) { settle }`: whoever settles was verified."""
        return any(
            gate.end <= span.start
            and self.is_passed(frame, gate, span)
            and (around := _enclosing_test(frame, gate, span)) is not None
            and not _atoms_of(around).isdisjoint(_tests_around(frame, span))
            for gate, _ in self.gates_of(frame)
        )

    def leads_only(self, frame: Frame, region: Syntax) -> bool:
        """Never: who leaves out what the branch asks for is the thief."""
        return False

    def is_passed(self, frame: Frame, gate: Syntax, span: Syntax) -> bool:
        return _forgiving(frame, gate, span) is None

    def throws(self, frame: Frame, call: Syntax) -> bool:
        """`constructEvent(…)`, or `verifySignature(…);` whose result nobody asks for."""
        if calls_of(frame.source).target(call) is not None:
            return False
        if says(call.name, "verifies and throws"):
            return True
        return verifies_by_name(frame.source, call) and _is_statement(frame, call)

    def judged(self) -> Authenticity:
        if any(self._lets_only_genuine(source, scope) for source, scope in self._handler.before):
            return Authenticity(State.VERIFIED)
        if any(says(one.text_of("type"), "signature") for frame in self._handler.frames for one in frame.own("catch")):
            return Authenticity(State.VERIFIED, by_name=True)  # something in the try throws SignatureError
        loose = next((one for one in self._effects if not self.hold(one.frame, one.span)), None)
        checks = list(self._checks())
        if loose is None and (self._effects or any(one.exits and self._is_sound(one) for one in checks)):
            return Authenticity(State.VERIFIED, by_name=bool(checks) and all(one.by_name for one in checks))
        flawed = self._bypassed(checks, loose) or self._useless(checks, loose)
        return flawed or Authenticity(State.UNCHECKED, effect=loose)

    def _find(self, frame: Frame) -> Iterator[tuple[Syntax, Exit]]:
        yield from super()._find(frame)
        for condition, test, branch, truth in _branches(frame):
            leaves = exit_of(frame, branch) is not None
            if frame in self._before and not leaves and self.stops(frame, test, truth) and _refuses(frame, branch):
                yield condition, "return"

    def refuses(self, frame: Frame) -> bool:
        """Not if it returns earlier without asking: `if not secret: return`."""
        throwing = [gate for gate, leaves in self.gates_of(frame) if leaves == "throw"]
        if any(self._skipped(frame, gate) is None for gate in throwing):
            return True
        inner = (other for other in self.frames if other.caller is frame and other.call is not None)
        return any(self.refuses(other) and other.call and self._skipped(frame, other.call) is None for other in inner)

    def _skipped(self, frame: Frame, gate: Syntax) -> Syntax | None:
        """The test by which a function that only checks leaves before its check."""
        if self.is_busy(frame) or (frame.caller is None and frame not in self._before):
            return None
        for condition, test, branch, _ in _branches(frame):
            if condition.end > gate.start or region_of(frame, condition) is not None:
                continue
            if exit_of(frame, branch) == "return" and validity_of_test(frame.source, test)[0] is None:
                return test
        return None

    def _is_sound(self, check: _Check) -> bool:
        return check.excuse is None and not check.void

    def _lets_only_genuine(self, source: SourceFile, scope: Syntax) -> bool:
        """Whether what runs before the handler lets no forged notification through to it."""
        told = returned(Function(source, scope))
        if told is not None and told.genuine and told.excuse is None and not told.void:
            return True
        for frame in (one for one in self._before if one.source is source and one.scope in scope):
            onward = [call for call in frame.own("call") if _GOES_ON.match(last(call.name))]
            if onward and all(self.hold(frame, call) for call in onward):
                return True
            gates = [gate for gate, leaves in self.gates_of(frame) if region_of(frame, gate, leaves) is None]
            if not onward and any(self._skipped(frame, gate) is None for gate in gates):
                return True
        return False

    def _checks(self) -> Iterator[_Check]:
        for frame in self.frames:
            for _, test, branch, truth in _branches(frame):
                found, excuse = validity_of_test(frame.source, test)
                if found is not None and found.genuine is not truth:
                    excuse = excuse or self._skipped(frame, test)
                    escape = (frame.source, excuse) if excuse is not None else found.excuse
                    exits = exit_of(frame, branch) is not None or (frame in self._before and _refuses(frame, branch))
                    yield _Check(frame, test, escape, found.void, exits, found.by_name)
            for call in frame.own("call"):
                if self.throws(frame, call):
                    skipped = self._skipped(frame, call)
                    escape = (frame.source, skipped) if skipped is not None else None
                    yield _Check(frame, call, escape, "", True, True)

    def _bypassed(self, checks: list[_Check], loose: Effect | None) -> Authenticity | None:
        told = (returned(Function(source, scope)) for source, scope in self._handler.before)
        excuse = next((one.excuse for one in told if one is not None and one.excuse is not None), None)
        if excuse is not None:
            reason, sure = _why(*excuse)
            return Authenticity(State.BYPASSED, *excuse, reason, loose, sure)
        for one in checks:
            if one.void:
                continue
            if one.excuse is not None and one.exits:
                source, place = one.excuse
                reason, sure = _why(source, place)
                return Authenticity(State.BYPASSED, source, place, reason, loose, sure)
            around = _enclosing(one, loose)
            if around is not None and one.exits:
                reason, sure = _why(*around)
                return Authenticity(State.BYPASSED, *around, reason, loose, sure)
        return None

    def _useless(self, checks: list[_Check], loose: Effect | None) -> Authenticity | None:
        for one in checks:
            reason = one.void
            if not reason and not one.exits:
                reason = "a wrong signature is noticed, and the handler goes on"
            elif not reason and loose is not None:
                reason = "the signature is checked only after the order was changed, or on another way through the code"
            if reason:
                return Authenticity(State.USELESS, one.frame.source, one.test, reason, loose)
        return self._unused(loose)

    def _unused(self, loose: Effect | None) -> Authenticity | None:
        for frame in self.frames:
            source = frame.source
            for one in proving(source, frame.body):
                return Authenticity(State.USELESS, source, one.span, "the result of the comparison is not used", loose)
            for call in frame.own("call"):
                if validity(source, call) is not None:
                    return Authenticity(State.USELESS, source, call, "the result of the check is not used", loose)
            for mac in macs(source):
                if mac.call in frame.body and mac.keyed and mac.verifies is None:
                    reason = "a MAC is computed, and never compared with the signature that was sent"
                    return Authenticity(State.USELESS, source, mac.call, reason, loose, sure=False)
        return None


def _matters(effect: Effect) -> bool:
    """Whether a forged notification gains by an effect: not by a note of it."""
    if effect.change is Change.SET:
        return effect.settles
    return effect.change in (Change.COUNT, Change.FULFIL, Change.LEAVE) or (
        effect.change is Change.INSERT and not effect.notes
    )


def _all_frames(source: SourceFile, scope: Syntax) -> Iterator[Frame]:
    """A function that runs before the handler, what it calls, and the functions it wraps around the handler."""
    yield from frames_of(source, scope)
    for inner in source.inside(scope, "function"):
        if inner != scope and inner.name:
            yield from frames_of(source, inner)


def _branches(frame: Frame) -> Iterator[tuple[Syntax, Syntax, Syntax, bool]]:
    for condition in frame.own("condition"):
        test = condition.part("condition")
        if test is not None:
            for truth, branch in branches(condition):
                yield condition, test, branch, truth


def _refuses(frame: Frame, branch: Syntax) -> bool:
    """A filter whose answer ends it without leaving: `context.Result = …;` of ASP.NET, `head :forbidden` of Rails."""
    source = frame.source
    assigned = any(_REFUSING.search(one.text_of("left")) for one in source.inside(branch, "assignment"))
    return assigned or any(call.name in _ANSWERS for call in source.inside(branch, "call"))


def _is_statement(frame: Frame, call: Syntax) -> bool:
    """Whether nothing is done with what a call gives back."""
    file = frame.source.file
    start, end = file.line_span(file.line_number(call.start))
    before, after = file.data[start : call.start].strip(), file.data[call.end : end].strip()
    return before in (b"", b"await", b"try", b"try!", b"yield") and after in (b"", b";")


def _enclosing(check: _Check, loose: Effect | None) -> tuple[SourceFile, Syntax] | None:
    """The condition, or the catch, that lets an effect be reached without passing a check before it."""
    for frame, span in check.frame.way(check.test):
        place = next((at for holder, at in loose.frame.way(loose.span) if holder is frame), None) if loose else None
        if place is not None and place.start < span.start:
            return None
        found = _enclosing_test(frame, span, place) or _forgiving(frame, span, place)
        if found is not None:
            return frame.source, found
    return None


def _enclosing_test(frame: Frame, check: Syntax, place: Syntax | None) -> Syntax | None:
    """The test of the condition in whose branch a check stands and a place does not."""
    for condition in frame.source.around(check, "condition"):
        test = condition.part("condition")
        if condition not in frame.body or test is None:
            break
        branch = next((one for _, one in branches(condition) if check in one), None)
        if check not in test and branch is not None and (place is None or place not in branch):
            return test
    return None


def _tests_around(frame: Frame, span: Syntax) -> set[str]:
    """What is asked before a place is reached, part by part."""
    around = [one for one in frame.source.around(span, "condition") if one in frame.body]
    tests = [one.part("condition") for one in around if truth_at(one, span)]
    return {atom for test in tests if test is not None for atom in _atoms_of(test)}


def _atoms_of(test: Syntax) -> set[str]:
    return {part.strip(" ()\n\t") for part in re.split(r"&&|\band\b", test.text)}


def _forgiving(frame: Frame, check: Syntax, place: Syntax | None) -> Syntax | None:
    """The catch that goes on to a place when the check before it throws."""
    source = frame.source
    for one in source.around(check, "try"):
        body = one.part("body")
        if one in frame.body and body is not None and check in body and (place is None or place not in body):
            caught = [catch for catch in source.inside(one, "catch") if catch.start >= body.end]
            goes_on = [catch for catch in caught if exit_of(frame, catch.part("body") or catch) is None]
            if goes_on:
                return goes_on[0]
    return None


def _why(source: SourceFile, place: Syntax) -> tuple[str, bool]:
    """What lets a notification pass unchecked, and whether that is understood."""
    if place.kind == "catch":
        return "an exception in the check is caught, and the handler goes on", True
    text = place.text[:300]
    known = provenance(source)
    if says(text, "rehearsal", "production", "debugging"):
        return "outside production, or while debugging, nothing is checked", True
    if says(text, "credential", "configured", "signing key") or known.is_from(place, "configured", "credential"):
        return "while no key is configured nothing is checked", True
    if says(text, "signature", "header") or known.is_from(place, "signature", "header"):
        return "a notification without the signature header is not checked at all", True
    return "it is checked only under a condition", False
