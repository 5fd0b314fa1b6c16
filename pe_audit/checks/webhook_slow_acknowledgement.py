"""What takes long must not stand between a stored payment and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import Clients
from pe_audit.evidence.handler import Change, deeds, handlers
from pe_audit.evidence.handler.answered.early import is_detached, is_queued
from pe_audit.evidence.handler.done.origin import chain_of
from pe_audit.evidence.handler.told import receivers
from pe_audit.evidence.project import placed
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_PROBLEM = "The gateway waits for slow work before it gets its answer."
_LATER = expression(r"(?i)queue|later|delay|schedul|asinc|background|job")
_FILES = expression(r"(?i)pdf|excel|spreadsheet|puppeteer|wkhtml|xlsx|reportlab")
_MAKES = expression(r"(?i)generat|render|create|output|save|load|build|make|write|print|download|store|goto")
_LONGEST = 200


def check(evidence: Evidence) -> Iterator[Observed]:
    for source in receivers(evidence):
        yield from placed(source, observed(source))


def observed(source: SourceFile) -> Iterator[Observed]:
    """The handlers of one file. Raises `Unreadable`."""
    for handler in handlers(source):
        changes = [deed.effect for deed in deeds(handler) if deed.effect.change is not Change.SEND]
        if not changes:
            continue
        slow = sorted(_slow(handler, changes[0].order), key=lambda one: one[0].order(one[1]))
        if not slow:
            yield source.observe(handler.place, identity=handler.name)
            continue
        frame, span, what = slow[0]
        place = next(span for one, span in frame.way(span) if one.source is source)
        others = tuple(one.source.file.relate(span.start, span.end, what) for one, span, what in slow[1:4])
        yield source.observe(
            source.span(place.start, place.start + len(place.text.split("\n")[0].encode())),
            f"{_PROBLEM} Before it answers, `{handler.name}` {what}; when that takes too long, the gateway gives up, "
            "counts the notification as failed and sends it again.",
            identity=handler.name,
            related=(source.file.relate(handler.place.start, handler.place.end, "receives the notification"), *others),
            precision=Precision.LOW,
        )


def _slow(handler: Handler, settled: tuple[int, ...]) -> Iterator[tuple[Frame, Syntax, str]]:
    """What the handler waits for after it began to settle: a question to the gateway before that is part of it."""
    for deed in deeds(handler):
        effect = deed.effect
        if effect.change is Change.SEND and not is_queued(effect) and not _LATER.search(effect.span.text[:_LONGEST]):
            yield from _waited_for(effect.frame, effect.span, "writes to somebody")
    known: dict[str, Clients] = {}
    for frame in handler.frames:
        clients = known.setdefault(frame.source.uri, Clients(frame.source))
        for call in frame.own("call"):
            if frame.order(call) <= settled:
                continue
            if clients.known and clients.sender(call) is not None:
                yield from _waited_for(frame, call, "calls another server")
            elif _FILES.search(chain_of(call)[:_LONGEST]) and _MAKES.search(call.name):
                yield from _waited_for(frame, call, "makes a file")


def _waited_for(frame: Frame, span: Syntax, what: str) -> Iterator[tuple[Frame, Syntax, str]]:
    if not is_detached(frame, span):
        yield frame, span, what
