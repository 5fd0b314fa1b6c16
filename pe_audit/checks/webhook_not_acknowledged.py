"""A payment that is stored, now or before, must be answered in the one way that the gateway takes for success."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.handler import deeds, handlers
from pe_audit.evidence.handler.answered.answer import Under, answers
from pe_audit.evidence.handler.answered.outcome import How
from pe_audit.evidence.handler.answered.status import FAULT, OK
from pe_audit.evidence.handler.told import is_from_gateway, receivers
from pe_audit.evidence.project import placed
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.handler.answered.answer import Answer
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_OTHER = "A stored payment is answered with something else than 200."
_NEVER = "A stored payment is never answered."
_DUPLICATE = "A notification that was handled before is answered with an error."
_FORGED = "A forged notification is answered with a server error."


def check(evidence: Evidence) -> Iterator[Observed]:
    for source in receivers(evidence):
        yield from placed(source, observed(source))


def observed(source: SourceFile) -> Iterator[Observed]:
    """The handlers of one file. Raises `Unreadable`."""
    for handler in handlers(source):
        told: set[str] = set()
        for answer in answers(handler):
            problem, precision = _problem(handler, answer)
            first = problem.partition(". ")[0]
            if problem and first not in told:
                told.add(first)
                yield _observed(handler, answer, problem, precision)
        if not told and deeds(handler):
            yield source.observe(handler.place, identity=handler.name)


def _problem(handler: Handler, answer: Answer) -> tuple[str, Precision]:
    """What is wrong with one answer, empty if nothing is."""
    outcome, status = answer.outcome, answer.outcome.status
    if answer.under is Under.DONE:
        return _of_done(handler, answer)
    if answer.under is Under.DUPLICATE and outcome.fails and outcome.how is not How.OPEN:
        why = "the gateway takes it for a failure, and with PagoEfectivo its only second attempt is used up"
        return f"{_DUPLICATE} It answers {status}: {why}.", Precision.MEDIUM
    if answer.under is Under.REFUSED and outcome.how is How.SAID and status is not None and status >= FAULT:
        why = "the sender is asked to try again, and forgeries look like failures of your own in every monitor"
        return f"{_FORGED} It answers {status}: {why}.", Precision.LOW
    return "", Precision.LOW


def _of_done(handler: Handler, answer: Answer) -> tuple[str, Precision]:
    outcome, status = answer.outcome, answer.outcome.status
    if outcome.how is How.NEVER:
        why = "the sender waits until it gives up, and sends the notification again"
        return f"{_NEVER} No answer is sent on the way from here to the end of the function: {why}.", Precision.MEDIUM
    if status is None or status == OK or status >= 400 or outcome.how not in (How.SAID, How.SILENT):
        return "", Precision.LOW
    own = is_from_gateway(handler)
    if not own or (status >= 300 and not _is_sure(handler)):
        return "", Precision.LOW
    said = f"It answers {status}" if outcome.how is How.SAID else f"Nothing says 200, so the framework answers {status}"
    return f"{_OTHER} {said}, and PagoEfectivo takes only 200 for received.", Precision.MEDIUM


def _is_sure(handler: Handler) -> bool:
    """Whether it is asked by the gateway and not by the customer's browser, which may well be sent elsewhere."""
    return any("signature" in one or "route" in one for one in handler.signals)


def _observed(handler: Handler, answer: Answer, problem: str, precision: Precision) -> Observed:
    source, outcome = handler.source, answer.outcome
    at: Syntax = outcome.span if outcome.how is How.SAID else answer.cause
    frame = outcome.frame if outcome.how is How.SAID else answer.frame
    place = next(span for one, span in frame.way(at) if one.source is source)
    first = place.text.split("\n")[0].encode()
    related = [source.file.relate(handler.place.start, handler.place.end, "receives the notification")]
    if answer.effect is not None:
        effect = answer.effect
        related.append(effect.frame.source.file.relate(effect.span.start, effect.span.end, effect.change.value))
    elif answer.cause != place:
        related.append(answer.frame.source.file.relate(answer.cause.start, answer.cause.end, answer.under.value))
    return source.observe(
        source.span(place.start, place.start + len(first)),
        problem,
        identity=f"{handler.name} {answer.under.name.lower()}",
        related=tuple(related),
        precision=precision,
    )
