"""client-no-timeout: a call to a payment gateway that waits for ever when the gateway does not answer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import outgoing
from pe_audit.evidence.client.timeout import Limit, Waits, limit_of
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.client.calls import Outgoing
    from pe_audit.model import Observed, Related

_PROBLEM = {
    Waits.FOREVER: "The call to the gateway has no time limit. {name} waits as long as the other side likes.",
    Waits.OFF: "The time limit of the call to the gateway is switched off. {name} may wait for ever.",
    Waits.CONNECTING: "Only connecting to the gateway is limited in time. {name} may wait for ever for the answer.",
}
_MOST_RELATED = 4


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each call; a client whose calls are all without a limit once, where it is made."""
    assert isinstance(evidence, SourceFile)
    judged = [(call, limit_of(call)) for call in outgoing(evidence)]
    clients: dict[int, list[tuple[Outgoing, Limit]]] = defaultdict(list)
    for call, limit in judged:
        if call.made is not None and limit.waits is Waits.FOREVER:
            clients[call.made.start].append((call, limit))
    told: set[int] = set()
    for call, limit in judged:
        if call.made is None or not _all_alike(call, judged):
            yield _observed(call, limit, ())
        elif call.made.start not in told:
            told.add(call.made.start)
            yield _observed(call, limit, tuple(one for one, _ in clients[call.made.start]))


def _all_alike(call: Outgoing, judged: list[tuple[Outgoing, Limit]]) -> bool:
    """Whether no call on the same client has a limit."""
    same = (limit for other, limit in judged if other.made == call.made)
    return all(limit.waits is Waits.FOREVER for limit in same)


def _observed(call: Outgoing, limit: Limit, sends: tuple[Outgoing, ...]) -> Observed:
    source, name = call.source, call.name
    place = call.made if sends and call.made is not None else call.call
    identity = " ".join(part for part in (call.function, name) if part)
    if limit.waits is Waits.UNSEEN:
        return source.observe(place, undecided=limit.why, identity=identity)
    problem = _PROBLEM.get(limit.waits)
    return source.observe(
        place,
        problem.format(name=name) if problem is not None else None,
        identity=identity,
        related=tuple(_story(call, limit, sends)),
        precision=Precision.MEDIUM if limit.waits is Waits.CONNECTING else None,
    )


def _story(call: Outgoing, limit: Limit, sends: tuple[Outgoing, ...]) -> Iterator[Related]:
    file = call.source.file
    if limit.waits in (Waits.OFF, Waits.CONNECTING) and limit.place is not None:
        yield file.relate(limit.place.start, limit.place.end, limit.waits.value)
    elif not sends and call.made is not None and limit.waits is Waits.FOREVER:
        yield file.relate(call.made.start, call.made.end, "the client is made without a limit")
    for one in sends[:_MOST_RELATED]:
        yield file.relate(one.call.start, one.call.end, f"the call to {one.gateway}")
