"""A notification that could not be handled must not be answered as if it had been."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler import Change, deeds, handlers
from pe_audit.evidence.handler.answered.answer import Under, answers
from pe_audit.evidence.handler.answered.early import early
from pe_audit.evidence.handler.answered.lost import lost_causes, one_status
from pe_audit.evidence.handler.answered.outcome import How
from pe_audit.evidence.handler.done.origin import chain_of
from pe_audit.evidence.handler.told import is_from_gateway, receivers
from pe_audit.evidence.project import placed
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Effect, Handler
    from pe_audit.evidence.handler.answered.answer import Answer
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed, Related

_CAUGHT = "An error while settling a payment is answered with success."
_UNKNOWN = "A payment for an order that is not found is answered with success."
_TRACELESS = "A payment for an order that is not found leaves no trace."
_REFUSED = "A notification whose sender proves nothing is answered with success."
_LOST = "An exception of code that asks the gateway loses its cause."
_ONE = "Every failure is answered as if the sender were to blame."
_EARLY = "A payment is settled after the answer, where its errors reach nobody."
_OF_FORM = expression(r"(?i)json|pars|syntax|format|decod|unmarshal|validation|argument|schema")
_SAYS_NOTHING = (400, 401, 403)  # they look like a malformed or forged notification; 404 or 422 tells what is wrong
_NAMES = expression(r"\w+")
_RETRIES = expression(r"(?i)queue|retry|reintent|dead_?letter|outbox|fail(?:ed)?_?job")


class Loss(NamedTuple):
    """A way in which a payment gets lost: where, in which function, and what to say of it."""

    frame: Frame
    span: Syntax
    problem: str
    name: str
    precision: Precision
    related: tuple[tuple[Frame, Syntax, str], ...]


def check(evidence: Evidence) -> Iterator[Observed]:
    for source in receivers(evidence):
        yield from placed(source, observed(source))


def observed(source: SourceFile) -> Iterator[Observed]:
    """The handlers of one file. Raises `Unreadable`."""
    for handler in handlers(source):
        told: set[tuple[str, int]] = set()
        for loss in sorted(_losses(handler), key=lambda loss: -loss.precision):
            key = loss.problem.partition(". ")[0], loss.span.start
            if key not in told and (loss.precision > Precision.LOW or key[0] not in {one for one, _ in told}):
                told.add(key)
                yield _observed(handler, loss)
        if not told and deeds(handler):
            yield source.observe(handler.place, identity=handler.name)
    yield from _beside(source)


def _beside(source: SourceFile) -> Iterator[Observed]:
    """Code about PagoEfectivo that handlers rely on: clients, and filters of exceptions."""
    for catch, instead in lost_causes(source):
        function = source.function(catch)
        yield source.observe(
            _first_line(source, catch),
            f"{_LOST} A network that is down, a wrong key and a mistake in the code all look alike from here on, and "
            "nothing is logged.",
            identity=f"{function.name if function is not None else ''} lost",
            related=(source.file.relate(instead.start, instead.end, "what is given instead"),),
            precision=Precision.LOW,
        )
    for one in one_status(source):
        yield source.observe(
            _first_line(source, one.span),
            f"{_ONE} This filter turns each exception, a database that is down included, into {one.status}: the "
            "gateway, and you in your logs, cannot tell it from a bad request.",
            identity=f"{one.function.name} one status",
            precision=Precision.LOW,
        )


def _first_line(source: SourceFile, span: Syntax) -> Syntax:
    return source.span(span.start, span.start + len(span.text.split("\n")[0].encode()))


def _losses(handler: Handler) -> Iterator[Loss]:
    late = {one.effect for one in early(handler)}
    for answer in answers(handler):
        if answer.under is Under.CAUGHT:
            yield from _caught(handler, answer, late)
        elif answer.under is Under.UNKNOWN:
            yield from _unknown(handler, answer)
        elif answer.under is Under.REFUSED and answer.outcome.succeeds and not _does_something(handler, answer):
            said = _said(answer)
            more = "with a wrong key, or a signature that is read wrongly, every payment is lost and nobody is told"
            yield Loss(
                answer.frame,
                answer.cause,
                f"{_REFUSED} {said}: {more}.",
                f"{handler.name} refuses",
                Precision.MEDIUM if answer.frame is answer.outcome.frame else Precision.LOW,
                ((answer.outcome.frame, answer.outcome.span, "answers"),),
            )
    yield from _too_early(handler)


def _caught(handler: Handler, answer: Answer, late: set[Effect]) -> Iterator[Loss]:
    effect = answer.effect
    if effect is None or effect in late or not answer.outcome.succeeds or _OF_FORM.search(answer.cause.text_of("type")):
        return
    text = answer.cause.text if answer.cause.kind == "catch" else answer.branch.text
    if any(says(name, "unique") for name in _NAMES.findall(text)) or _is_kept(handler, answer):
        return
    settled = any(one.effect.settles and one.effect.order < effect.order for one in deeds(handler))
    noted = answer.frame.source.inside(answer.branch, "assignment")  # and perhaps looked at later
    minor = (settled and not effect.settles) or bool(noted)
    yield Loss(
        answer.frame,
        answer.cause,
        f"{_CAUGHT} {_said(answer)}, so the gateway does not try again, and what failed here is lost.",
        f"{handler.name} {effect.name or effect.change.value}",
        Precision.LOW if minor else Precision.MEDIUM,
        (
            (
                effect.frame,
                effect.span,
                effect.change.value if effect.change is not Change.LEAVE else "settles elsewhere",
            ),
            (answer.outcome.frame, answer.outcome.span, "answers"),
        ),
    )


def _is_kept(handler: Handler, answer: Answer) -> bool:
    """Whether it can be taken up again: the notification was stored before, or what failed is stored or told now."""
    for deed in deeds(handler):
        effect = deed.effect
        if any(frame is answer.frame and span in answer.branch for frame, span in effect.frame.way(effect.span)):
            return True
        before = answer.effect is not None and effect.order < answer.effect.order
        if before and (effect.notes or _is_noticebook(effect)):
            return True
    calls = answer.frame.source.inside(answer.branch, "call")
    return any(
        _RETRIES.search(chain_of(call)) or (says(call.name, "sends") and says(chain_of(call), "mail")) for call in calls
    )


def _is_noticebook(effect: Effect) -> bool:
    kept = effect.change in (Change.INSERT, Change.CLAIM) and effect.span.kind == "call"
    return kept and says(chain_of(effect.span), "noticebook")


def _unknown(handler: Handler, answer: Answer) -> Iterator[Loss]:
    if _is_kept(handler, answer) or answer.outcome.how is How.OPEN:
        return
    source = answer.frame.source
    traced = any(says(chain_of(call), "journal") for call in source.inside(answer.branch, "call"))
    own = is_from_gateway(handler)
    if answer.outcome.succeeds:
        problem = f"{_UNKNOWN} {_said(answer)}: if the order is only late, or was deleted, the payment is lost."
    elif answer.outcome.how is How.SAID and answer.outcome.status in _SAYS_NOTHING and own and not traced:
        problem = (
            f"{_TRACELESS} {_said(answer)}, which looks like a malformed notification, and the gateway tries once more "
            "only; nothing is logged or stored that would help to find it again."
        )
    else:
        return
    yield Loss(
        answer.frame,
        answer.cause,
        problem,
        f"{handler.name} not found",
        Precision.LOW,
        ((answer.outcome.frame, answer.outcome.span, "answers"),),
    )


def _does_something(handler: Handler, answer: Answer) -> bool:
    """Whether the handler goes on after a failed check: then it is not the answer that is wrong."""
    start = answer.frame.order(answer.cause)
    end = answer.outcome.frame.order(answer.outcome.span)
    return any(start < deed.effect.order < end for deed in deeds(handler)) and answer.outcome.span not in answer.branch


def _too_early(handler: Handler) -> Iterator[Loss]:
    for one in early(handler):
        if any(deed.effect.order < one.frame.order(one.place) and deed.effect.notes for deed in deeds(handler)):
            continue
        how = "is started without waiting for it" if one.detached else "comes after the answer"
        yield Loss(
            one.frame,
            one.place,
            f"{_EARLY} It {how}, and no queue keeps it: when it fails, or the process ends, the gateway has its answer "
            "and does not try again.",
            f"{handler.name} early",
            Precision.MEDIUM if one.detached else Precision.LOW,
            ((one.effect.frame, one.effect.span, "settles"),),
        )
        return


def _said(answer: Answer) -> str:
    outcome = answer.outcome
    if outcome.how is How.SAID:
        return f"It answers {outcome.status}"
    return f"It ends as usual, which answers {outcome.status}"


def _observed(handler: Handler, loss: Loss) -> Observed:
    """Where it stands in the handler's own file, with the rest of the story."""
    place = next(span for frame, span in loss.frame.way(loss.span) if frame.source is handler.source)
    return handler.source.observe(
        _first_line(handler.source, place),
        loss.problem,
        identity=loss.name,
        related=tuple(_story(handler, loss)),
        precision=loss.precision,
    )


def _story(handler: Handler, loss: Loss) -> Iterator[Related]:
    place = handler.place
    yield handler.source.file.relate(place.start, place.end, f"receives the notification: {', '.join(handler.signals)}")
    for frame, span, message in loss.related:
        yield frame.source.file.relate(span.start, span.end, message)
