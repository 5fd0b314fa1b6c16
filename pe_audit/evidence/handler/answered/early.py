"""What a handler does after it has answered, or beside its answer: where nobody hears any more that it failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.handler import Change, deeds
from pe_audit.evidence.handler.answered.status import reply_of
from pe_audit.evidence.handler.done.flow import region_of
from pe_audit.evidence.handler.done.origin import chain_of
from pe_audit.evidence.handler.followed.calls import last
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler import Effect, Handler
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.syntax import Syntax


@dataclass(frozen=True, slots=True, eq=False)
class Early:
    """`place`: the answer, or the call that sets the work going without waiting for it; `effect`: the work."""

    frame: Frame
    place: Syntax
    effect: Effect
    detached: bool


_LONGEST = 160  # characters of the names a call is made of
_BY_HAND = expression(r"\(?\s*(?:await\s+)?(?:this\.|self\.)?(?:res|reply|response|resp|w|rw|writer)\b")
_SENDS = frozenset(["json", "send", "end", "sendstatus", "writeheader", "write", "sendfile", "flush", "flushbuffer"])
_CLOSES = frozenset(["fastcgi_finish_request", "litespeed_finish_request"])
_DETACHES = expression(
    r"(?:global\.)?(?:setImmediate|setTimeout|queueMicrotask)|process\.nextTick|(?:System\.Threading\.Tasks\.)?Task(?:\.Factory)?\."
    r"(?:Run|StartNew)|CompletableFuture\.(?:run|supply)Async|(?:threading\.)?Thread(?:\.new|\.start)?|(?:\w+\.)?\w*[eE]xecutor\w*\."
    r"(?:submit|execute)|asyncio\.(?:create_task|ensure_future)|loop\.(?:create_task|run_in_executor)|(?:\w+\.)*create_task|"
    r"(?:\w+\.)?background_?[tT]asks\.add_task|(?:\w+\.)*waitUntil|after|(?:\w+\.)?(?:launch|async)|register_shutdown_function|"
    r"(?:\w+\.)*QueueBackgroundWorkItem|EventMachine\.defer|Concurrent::\w+(?:\.execute)?"
)
_QUEUES = expression(
    r"(?i)queue|\bcola\b|\bbull|\bsqs\b|kafka|rabbit|amqp|pub_?sub|celery|jobs?\b|sidekiq|hangfire|outbox|inngest|temporal|bus\b"
)
_HANDS_ON = expression(
    r"(?i)^(?:delay|dispatch\w*|enqueue\w*|apply_async|perform_(?:later|async)|publish\w*|send_?to_?queue|schedule\w*)$"
)
_GO = expression(rb"(?:^|[\s{;])go\s+$")
_AWAITS = expression(rb"\b(?:await|return)\s+$")


def early(handler: Handler) -> Iterator[Early]:
    """Each change, not a message to somebody, that is made after the answer or without waiting for it."""
    for deed in deeds(handler):
        effect = deed.effect
        if effect.change is Change.SEND or is_queued(effect):
            continue
        for frame, span in effect.frame.way(effect.span):
            place = _detached(frame, span)
            if place is not None:
                yield Early(frame, place, effect, detached=True)
                break
            place = _answered(frame, span)
            if place is not None:
                yield Early(frame, place, effect, detached=False)
                break


def is_detached(frame: Frame, span: Syntax) -> bool:
    """Whether the answer does not wait for a place: it was sent before, or the place runs beside it or in a queue."""
    for one, place in frame.way(span):
        if place.kind == "call" and _HANDS_ON.match(place.name):
            return True
        if _detached(one, place) is not None or _answered(one, place) is not None:
            return True
    return False


def is_queued(effect: Effect) -> bool:
    """Whether the work is handed to a queue that keeps it."""
    for _, span in effect.frame.way(effect.span):
        if span.kind == "call" and (_HANDS_ON.match(span.name) or _QUEUES.search(chain_of(span)[:_LONGEST])):
            return True
    return False


def _detached(frame: Frame, span: Syntax) -> Syntax | None:
    """The call, or closure, that runs `span` while nobody waits for it."""
    source = frame.source
    if _follows_go(span):
        return span
    for function in source.around(span, "function"):
        if function not in frame.body:
            break
        if _follows_go(function):
            return function
    for call in source.around(span, "call"):
        if call not in frame.body:
            break
        arguments = call.part("arguments")
        within = arguments is not None and span in arguments
        if within and _DETACHES.fullmatch(chain_of(call)[:_LONGEST]) and not _waits(call):
            return call
    own = span.kind == "call" and _DETACHES.fullmatch(chain_of(span)[:_LONGEST]) is not None
    return span if own and not _waits(span) else None


def _follows_go(span: Syntax) -> bool:
    """Go's `go settle(notice)` and `go func() { … }()`."""
    return _GO.search(span.data[max(0, span.start - 8) : span.start]) is not None


def _waits(call: Syntax) -> bool:
    return _AWAITS.search(call.data[max(0, call.start - 8) : call.start]) is not None


def _answered(frame: Frame, span: Syntax) -> Syntax | None:
    """The call before `span` that surely sent a success."""
    for call in frame.own("call"):
        if call.end > span.start:
            break
        if last(call.name).lower() not in _SENDS and call.name not in _CLOSES:
            continue
        region = region_of(frame, call)
        if region is not None and span not in region:
            continue
        if call.name in _CLOSES:
            return call
        reply = reply_of(frame, call)
        inner = [one for one in frame.source.inside(call, "call") if one.start == call.start and one != call]
        told = next((found for one in inner if (found := reply_of(frame, one)) is not None), reply)
        sent = _BY_HAND.match(call.text_of("receiver")) is not None
        if (
            sent
            and told is not None
            and told.status is not None
            and told.status < 300
            and not _leaves(frame, call, span)
        ):
            return call
    return None


def _leaves(frame: Frame, call: Syntax, span: Syntax) -> bool:
    """Whether the function ends between an answer and what stands after it."""
    for one in frame.own("return"):
        if one.end <= span.start and (call in one or one.start >= call.end):
            region = region_of(frame, one)
            if region is None or span in region:
                return True
    return False
