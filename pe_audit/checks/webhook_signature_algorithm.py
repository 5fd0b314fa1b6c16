"""webhook-signature-algorithm: the gateway's signature is an HMAC with SHA-256, and something else is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.mac import inbound, resolved
from pe_audit.evidence.project import Project, placed
from pe_audit.evidence.sender import Sender, sender_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.mac import Inbound, Mac
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed

_OTHER = "The signature is not computed with HMAC-SHA256, which the gateway signs with."
_PLAIN = "The signature is a plain hash, which others can continue or compute, not an HMAC."
_UNKNOWN = "which hash the HMAC uses is decided elsewhere: it must be SHA-256"


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    for source in evidence.sources:
        if deployment_of(source.file).environment is not Environment.TEST:
            yield from placed(source, _observed(source))


def _observed(source: SourceFile) -> Iterator[Observed]:
    for one in inbound(source):
        mac = resolved(one.mac)
        if sender_of(source, one.span) is Sender.GATEWAY and not mac.opaque:
            yield _judged(source, one, mac)


def _judged(source: SourceFile, one: Inbound, mac: Mac) -> Observed:
    function = source.function(one.span)
    name = function.name if function is not None else ""
    related = (source.file.relate(one.span.start, one.span.end, "the received signature is compared with it"),)
    if not mac.keyed:
        why = f"{_PLAIN} {_of(mac)}"
    elif mac.algorithm and mac.algorithm != "sha256":
        why = f"{_OTHER} It is an HMAC with {mac.algorithm.upper()}, so no genuine notification is accepted."
    elif not mac.algorithm:
        return source.observe(mac.call, undecided=_UNKNOWN, identity=name)
    else:
        return source.observe(mac.call, identity=name)
    return source.observe(mac.call, why, identity=f"{name} {mac.algorithm}", related=related)


def _of(mac: Mac) -> str:
    if mac.key is None:
        return f"It is the {mac.algorithm.upper()} of the message without any secret, so anybody can compute it."
    return f"It is the {mac.algorithm.upper()} of the secret and the message, one behind the other."
