"""webhook-signature-unverified: a handler that settles an order without knowing who sent the notification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler import Change, authenticity
from pe_audit.evidence.handler.sender.authentic import State
from pe_audit.evidence.handler.sender.pull import pulled
from pe_audit.evidence.handler.told import each_handler, heard, shown
from pe_audit.evidence.project import Project, placed
from pe_audit.evidence.webforms import pages
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.handler.sender.authentic import Authenticity
    from pe_audit.evidence.text import File
    from pe_audit.evidence.webforms import Page
    from pe_audit.model import Observed, Related

_UNCHECKED = "Anybody can send this handler a payment notification."
_USELESS = "The signature check of this handler stops nobody."
_SOUGHT = (
    "neither a MAC compared with the signature that was sent, nor a shared secret, nor a library's verification was "
    "found in it, in what it calls, or in what runs before it"
)
_PULLS = "It asks the gateway for the payment's state, so a forged notification makes it ask rather than believe."


def check(evidence: Evidence) -> Iterator[Observed]:
    yield from each_handler(evidence, _observed)
    assert isinstance(evidence, Project)
    for text in evidence.texts:
        if deployment_of(text.file).environment is not Environment.TEST:
            yield from placed(text, (_of_page(text.file, page) for page in pages(text.file)))


def _observed(handler: Handler) -> Iterator[Observed]:
    if handler.consumes:  # what is in the queue was put there by the shop
        return
    known = authenticity(handler)
    if known.state in (State.UNCHECKED, State.USELESS):
        yield _judged(handler, known)
    else:
        yield handler.source.observe(handler.place, identity=handler.name)


def _judged(handler: Handler, known: Authenticity) -> Observed:
    source, place = handler.source, handler.place
    unseen = next((name for name in handler.unresolved if says(name, "signature", "checks", "verifies")), None)
    if known.state is State.UNCHECKED and unseen is not None:
        why = f"`{unseen}` runs before it and is not in this tree: whether it checks the signature is not seen"
        return source.observe(place, undecided=why, identity=handler.name)
    if known.state is State.USELESS:
        if known.source is source and known.place is not None:
            place = known.place
        problem = f"{_USELESS} In `{handler.name}` {known.reason}."
    else:
        problem = f"{_UNCHECKED} `{handler.name}` {_does(known)}; {_SOUGHT}."
    asks = pulled(handler)
    if asks is not None:
        problem += f" {_PULLS}"
    return source.observe(
        place,
        problem,
        identity=handler.name,
        related=tuple(_story(handler, known)),
        precision=_precision(handler, known),
    )


def _of_page(file: File, page: Page) -> Observed:
    """A page in Visual Basic, of which only the words are known."""
    if page.asks_who:
        return file.observe(page.start, page.end, identity=page.name)
    if page.may_ask_who:
        why = "whether what it asks keeps forged notifications out cannot be read: there is no grammar for its language"
        return file.observe(page.start, page.end, undecided=why, identity=page.name)
    problem = f"{_UNCHECKED} `{page.name}` reads what is sent, and neither a signature nor a secret is named in it."
    return file.observe(page.start, page.end, problem, identity=page.name, precision=Precision.LOW)


def _does(known: Authenticity) -> str:
    return (
        f"{known.effect.change.value} without asking who sent it" if known.effect is not None else "takes what is sent"
    )


def _precision(handler: Handler, known: Authenticity) -> Precision:
    """Low where what comes next is not seen, or asks the gateway."""
    if pulled(handler) is not None or known.effect is None or known.effect.change is Change.LEAVE or not known.sure:
        return Precision.LOW
    return Precision.MEDIUM if handler.source.broken else Precision.HIGH


def _story(handler: Handler, known: Authenticity) -> Iterator[Related]:
    """The way of a forged notification: where it comes in, what does not stop it, what it changes."""
    yield from heard(handler)
    if known.source is not None and known.place is not None:
        yield known.source.file.relate(known.place.start, known.place.end, known.reason)
    if known.effect is not None:
        yield shown(known.effect)
    asks = pulled(handler)
    if asks is not None:
        frame, call = asks
        yield frame.source.file.relate(call.start, call.end, "asks the gateway")
