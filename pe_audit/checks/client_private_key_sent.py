"""client-private-key-sent: a key that only the merchant may hold goes out with a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import outgoing
from pe_audit.evidence.client.keys import Sent, sent_to_gateway, sent_to_service
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.client.calls import Outgoing
    from pe_audit.model import Observed

_PRIVATE = "The merchant's private key is sent to a remote service. {what} is given the key with each message."
_SECRET = "The secret key itself is sent with a call. {what} carries it, where a token or a hash of it belongs."
_UNREAL = frozenset({Environment.TEST, Environment.EXAMPLE})


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each call of a service that works with keys, and each call to the merchant's gateway."""
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment in _UNREAL:
        return
    for sent in sent_to_service(evidence):
        problem = _PRIVATE.format(what=sent.what) if sent.private else None
        yield evidence.observe(sent.place, problem, identity=f"{evidence.scope(sent.place).name} {sent.what}".strip())
    yield from _to_gateway(evidence)


def _to_gateway(source: SourceFile) -> Iterator[Observed]:
    """Where the profile has tokens of its own for requests, key-master-on-request-path judges what headers carry."""
    gateway = source.file.circumstances.gateway
    if "short-tokens" in gateway.version["capabilities"]:
        return
    told: set[int] = set()
    for call in outgoing(source):
        if call.gateway != gateway.title:
            continue
        secrets = list(sent_to_gateway(call))
        if not secrets:
            yield source.observe(call.call, identity=call.name)
        for sent in secrets:
            if sent.place.start not in told:
                told.add(sent.place.start)
                yield _secret(call, sent)


def _secret(call: Outgoing, sent: Sent) -> Observed:
    file = call.source.file
    return call.source.observe(
        sent.place,
        _SECRET.format(what=sent.what[:1].upper() + sent.what[1:]),
        identity=f"{call.source.scope(sent.place).name} {sent.what}".strip(),
        related=(file.relate(call.call.start, call.call.end, f"the call to {call.gateway}"),),
        precision=Precision.MEDIUM,
    )
