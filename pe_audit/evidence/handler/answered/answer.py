"""What a handler answers, and when: at its end, after a check that failed, after an exception."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pe_audit.evidence.handler import Change, deeds, origins_of
from pe_audit.evidence.handler.answered.way import Ways
from pe_audit.evidence.handler.done.claim import says_status
from pe_audit.evidence.handler.done.condition import Says, read
from pe_audit.evidence.handler.done.origin import Origin
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler import Deed, Effect, Handler
    from pe_audit.evidence.handler.answered.outcome import Outcome
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax


class Under(Enum):
    """What has happened where an answer is given."""

    DONE = "everything is done"
    CAUGHT = "an exception is caught"
    REFUSED = "the sender could not prove who it is"
    UNKNOWN = "the order is not found"
    DUPLICATE = "the notification was handled before"


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """`cause`: the condition or catch; `branch`: what runs then; `effect`: what was to be done, or has been."""

    under: Under
    frame: Frame
    cause: Syntax
    branch: Syntax
    outcome: Outcome
    effect: Effect | None = None


_FAILED = expression(r"\berr\w*\s*!=\s*nil\b")
_ABSENT = expression(r"(?i)not_?found|does_?not_?exist|no_?result|no_?rows|entity_?not")
_PROVES = expression(r"(?i)signature|firma|hmac|sign\b|_sig\b|\bsig\b")
_VERIFIES = expression(
    r"(?i)(?:signature|firma|hmac|_sig\b|\bsig\b)[^;{}]{0,200}(?:[!=]==?|equal|compare|verif|valid|check)"
    r"|(?:[!=]==?|equal|compare|verif|valid|check)[^;{}]{0,200}(?:signature|firma|hmac|_sig\b|\bsig\b)"
)
_COMPARES = expression(r"(?i)[!=]=|<>|equals|compare|verify|check")
# `!order`, `order == null`, `empty($pedido)`, `pedido is None`, `order.isEmpty()`
_BARE = expression(
    r"[\s(]*(?:!|not\s+|empty\(|is_null\(|isset\(|defined\(|count\(|len\()*[\s(]*(\$?[A-Za-z_]\w*)(?:\[0\])?[\s)]*"
    r"(?:(?:->|\??\.)(?:isEmpty|is_?null|nil\?|blank\?|empty\?|exists|length|isPresent|count|present\?)[()\s]*)?"
    r"(?:(?:[!=]==?|<|is\s+not|is|>)\s*(?:null|None|nil|undefined|false|False|true|True|0|1|NULL|FALSE))?[\s)]*",
)
_NEGATES = expression(
    r"(?i)!(?!=)|\bnot\b|!=|<>|\binvalid|\bempty\b|is_?null|isempty|nil\?|blank\?|={2,3}\s*(?:null|none|nil|undefined|false|0|[\"']{2})"
    r"|\bis\s+none|<\s*1\b"
)
_AFFIRMS = expression(r"(?i)\bis\s+not\s+none|!==?\s*(?:null|nil|undefined|false|0\b)|\bnot\s+null")


def answers(handler: Handler) -> tuple[Answer, ...]:
    """Every answer of a handler that can be told; derived once."""
    known: tuple[Answer, ...] | None = handler.__dict__.get("_answers")
    if known is None:
        known = tuple(_Answers(handler).all())
        handler.__dict__["_answers"] = known
    return known


class _Answers:
    def __init__(self, handler: Handler) -> None:
        self._frames = handler.frames
        self._ways = Ways(handler)
        self._deeds = deeds(handler)
        self._origins = origins_of(handler)

    def all(self) -> Iterator[Answer]:
        yield from self._done()
        for frame in self._frames:
            yield from self._caught(frame)
            yield from self._failed(frame)
            for condition in frame.own("condition"):
                yield from self._tested(frame, condition)

    def _done(self) -> Iterator[Answer]:
        """The answer after each thing that was to be done, told once for each place."""
        told = set()
        for deed in self._deeds:
            if deed.effect.change is Change.SEND:
                continue
            frame, span = deed.effect.frame, deed.effect.span
            outcome = self._ways.after(frame, span)
            if outcome.span.start not in told:
                told.add(outcome.span.start)
                yield Answer(Under.DONE, frame, span, span, outcome, deed.effect)

    def _caught(self, frame: Frame) -> Iterator[Answer]:
        source = frame.source
        for one in frame.own("try"):
            body = one.part("body")
            if body is None:
                continue
            effect = self._first_in(frame, body)
            for catch in source.inside(one, "catch"):
                if catch.start < body.end or next(source.around(catch, "try"), None) != one:
                    continue
                branch = catch.part("body") or catch
                kind = Under.UNKNOWN if _ABSENT.search(catch.text_of("type")) else Under.CAUGHT
                if _PROVES.search(catch.text_of("type")):
                    kind = Under.REFUSED
                yield Answer(kind, frame, catch, branch, self._ways.enter(frame, branch), effect)

    def _failed(self, frame: Frame) -> Iterator[Answer]:
        """`if err != nil { log.Println(err) }` after something was to be done, and `settle(order).catch(() => {})`."""
        for condition in frame.own("condition"):
            test, branch = condition.part("condition"), condition.part("consequence")
            if test is None or branch is None or not _FAILED.search(test.text):
                continue
            effect = self._last_before(frame, condition, test)
            if effect is not None:
                yield Answer(Under.CAUGHT, frame, condition, branch, self._ways.enter(frame, branch), effect)
        for call in frame.own("call"):
            receiver = call.part("receiver")
            if call.name != "catch" or receiver is None:
                continue
            effect = self._first_in(frame, receiver)
            closure = frame.source.argument(call, 0)
            if effect is not None and closure is not None and not frame.source.inside(closure, "throw"):
                yield Answer(
                    Under.CAUGHT, frame, call, closure, self._ways.after_swallowing(frame, call, closure), effect
                )

    def _tested(self, frame: Frame, condition: Syntax) -> Iterator[Answer]:
        test = condition.part("condition")
        kind, truth = self._meaning(frame, condition, test) if test is not None else (None, True)
        if kind is None:
            return
        branch = condition.part("consequence" if truth else "alternative")
        other = condition.part("alternative" if truth else "consequence")
        if branch is not None:
            works = other is not None and self._first_in(frame, other) is not None
            if self._first_in(frame, branch) is None and (works or self._ways.leaves(frame, branch)):
                yield Answer(kind, frame, condition, branch, self._ways.enter(frame, branch), None)
        elif not truth and other is not None and (self._ways.leaves(frame, other) or self._first_in(frame, other)):
            end = frame.source.span(condition.end, condition.end)
            yield Answer(kind, frame, condition, end, self._ways.after(frame, condition), None)

    def _meaning(self, frame: Frame, condition: Syntax, test: Syntax) -> tuple[Under | None, bool]:
        """What a failed test means, and whether it failed where the condition is true."""
        if self._proves(frame, test):
            decided = self._decided_by_deeds(frame, condition)
            return Under.REFUSED, decided if decided is not None else _refuses(test.text)
        if _ABSENT.search(test.text) and "err" in test.text:
            return Under.UNKNOWN, True
        missing = self._misses(frame, test)
        works = self._decided_by_deeds(frame, condition)
        if missing is not None and (works is not False) is missing:
            return Under.UNKNOWN, missing
        said = read(self._origins[frame], test)
        if said is Says.SEEN or (said is Says.EITHER and says(test.text, "remembers")):
            return Under.DUPLICATE, True
        return None, True

    def _proves(self, frame: Frame, test: Syntax) -> bool:
        """Whether a test is of what the sender proves itself with, by what stands in it or in its variables."""
        text = test.text
        if _PROVES.search(text):
            return True
        if says(text, "credential") and _COMPARES.search(text):
            return not says(text, "configured")
        name = _BARE.fullmatch(text)
        given = [one for one in frame.assigned.get(name[1], ()) if one.end <= test.start] if name else []
        right = given[-1].text_of("right") if given and name and not says(name[1], "credential", "signing key") else ""
        return bool(right) and len(right) < 400 and not says(right, "configured") and bool(_VERIFIES.search(right))

    def _misses(self, frame: Frame, test: Syntax) -> bool | None:
        """Whether an order was looked for and the test is true (or false) where there is none; None for other tests."""
        found = _BARE.fullmatch(test.text)
        if found is None or says(found[1], "remembers", "noticebook") or says_status(found[1]):
            return None
        name = found[1]
        origin = self._origins[frame].of_name(name, test.start)
        given = [one for one in frame.assigned.get(name, ()) if one.end <= test.start]
        if origin is not Origin.RECORD or not given:
            return None
        lookup = given[-1].text_of("right")
        if not says(name, "order", "payment") and not says(lookup[:300], "order", "payment"):
            return None
        return _refuses(test.text)

    def _decided_by_deeds(self, frame: Frame, condition: Syntax) -> bool | None:
        """Whether the work is done where a test is false, and only there; None where no branch holds any."""
        consequence, alternative = condition.part("consequence"), condition.part("alternative")
        if consequence is not None and self._first_in(frame, consequence) is not None:
            return False
        return True if alternative is not None and self._first_in(frame, alternative) is not None else None

    def _first_in(self, frame: Frame, span: Syntax) -> Effect | None:
        """The first thing done within a span, by it or by what is called there; not a mere message to somebody."""
        for deed in self._deeds:
            if deed.effect.change is not Change.SEND and self._within(deed, frame, span):
                return deed.effect
        return None

    def _within(self, deed: Deed, frame: Frame, span: Syntax) -> bool:
        return any(one is frame and place in span for one, place in deed.effect.frame.way(deed.effect.span))

    def _last_before(self, frame: Frame, condition: Syntax, test: Syntax) -> Effect | None:
        """What gave the error that a test looks at: in the condition itself, or in the assignment before it."""
        head = frame.source.span(condition.start, test.end)
        found = self._first_in(frame, head)
        name = re.search(r"\b(err\w*)\s*!=", test.text)
        if found is not None or name is None:
            return found
        given = [
            one for one in frame.own("assignment") if one.end <= condition.start and name[1] in one.text_of("left")
        ]
        return self._first_in(frame, given[-1]) if given else None


def _refuses(text: str) -> bool:
    """Whether a test is true where something is missing or wrong, by how it is written."""
    return _NEGATES.search(_AFFIRMS.sub("", text)) is not None
