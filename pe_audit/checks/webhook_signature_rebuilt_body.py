"""webhook-signature-rebuilt-body: the MAC of a notification is computed over something made of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler import handlers
from pe_audit.evidence.handler.told import is_from_gateway
from pe_audit.evidence.mac import Form, Made, forms, inbound
from pe_audit.evidence.project import Project, unread
from pe_audit.evidence.sender import Sender, is_receiver, sender_of
from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.mac import Inbound
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed

_PROBLEM = "The signature is computed over a rebuilt message, not over what was received."
_HOW = {
    Form.SERIALISED: "It is written again from what it was parsed into: 100.00 becomes 100, and a field more or less, "
    "or another order, makes genuine notifications fail.",
    Form.BUILT: "It is put together of single values: the others can be changed by anybody, and values that run into "
    "one another can be moved from one to the next.",
    Form.FIELD: "Only one value of it is signed: all others can be changed by anybody.",
    Form.STRIPPED: "Blanks are taken out of it first, also those within values: different messages get one signature.",
}
_MADE_AGAIN = (Form.SERIALISED, Form.BUILT, Form.FIELD, Form.STRIPPED)  # the worse first
_UNSEEN = (
    "where the text that is signed comes from is not seen: it must be the body of the request as it came, byte by byte"
)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    known = {source.uri for source in evidence.sources}
    for source in evidence.sources:
        if deployment_of(source.file).environment is Environment.TEST:
            continue
        try:
            for one in inbound(source):
                yield from _judged(source, one, sender_of(source, one.span), evidence.sources)
            for other, one in _asked_elsewhere(source, known):
                yield from _judged(other, one, Sender.GATEWAY, evidence.sources)
        except Unreadable as error:
            yield unread(source, error)


def _asked_elsewhere(source: SourceFile, known: set[str]) -> Iterator[tuple[SourceFile, Inbound]]:
    """The checks that handlers of the gateway's notifications reach in files that are looked at for nothing else."""
    told: set[tuple[str, int]] = set()
    for handler in handlers(source):
        for frame in handler.frames if is_from_gateway(handler) else ():
            for one in inbound(frame.source) if frame.source.uri not in known else ():
                place = frame.source.uri, one.span.start
                if one.span in frame.body and place not in told:
                    told.add(place)
                    yield frame.source, one


def _judged(source: SourceFile, one: Inbound, sender: Sender, sources: tuple[SourceFile, ...]) -> Iterator[Observed]:
    if sender is Sender.OTHER or (sender is Sender.UNKNOWN and not is_receiver(source, one.span)):
        return  # many other gateways sign chosen fields by design
    function = source.function(one.span)
    name = function.name if function is not None else ""
    made = forms(one.mac, sources)
    wrong = _worst(made, sender)
    if wrong is not None:
        yield _problem(source, one, wrong, name, {each.uri for each in sources})
    elif any(each.form is Form.RAW for each in made):
        yield source.observe(one.span, identity=name)._replace(uri=source.uri)
    elif sender is Sender.GATEWAY and made:
        yield source.observe(one.span, undecided=_UNSEEN, identity=name)._replace(uri=source.uri)


def _worst(made: list[Made], sender: Sender) -> Made | None:
    """The form to blame: none where one way gives the message as it came and the other only stands in for it."""
    found = [each for form in _MADE_AGAIN for each in made if each.form is form]
    if sender is Sender.UNKNOWN:
        found = [each for each in found if each.form in (Form.SERIALISED, Form.STRIPPED) or _is_json(each)]
    if not found or (found[0].form is not Form.STRIPPED and any(each.form is Form.RAW for each in made)):
        return None
    return found[0]


def _is_json(made: Made) -> bool:
    """Whether what is put together looks like the message itself, not like a scheme that signs chosen fields."""
    return made.form is Form.BUILT and '{"' in made.span.text.replace("\\", "").replace("{{", "{")


def _problem(source: SourceFile, one: Inbound, made: Made, name: str, shown: set[str]) -> Observed:
    """At the place where the message is made again if that file is looked at; else where its MAC is asked for."""
    compared = source.file.relate(one.span.start, one.span.end, "the received signature is compared with it")
    mac = one.mac.call
    place, at = (made.source, made.span) if made.source.uri in shown else (source, mac)
    other = (
        (source, mac, "the MAC is computed over it") if at is made.span else (*made[1:], "the message is made again")
    )
    return place.observe(
        at,
        f"{_PROBLEM} {_HOW[made.form]}",
        identity=f"{name} {made.form.value}",
        related=(other[0].file.relate(other[1].start, other[1].end, other[2]), compared),
        precision=Precision.LOW if made.form is Form.STRIPPED else None,
    )._replace(uri=place.uri)
