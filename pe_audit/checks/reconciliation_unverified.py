"""Settlement archives that are opened although nobody has verified who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.project import Project
from pe_audit.evidence.reconciliation.sealed import Unsealing, unsealings
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence

_IDLE = (
    "The signature of a settlement archive decides nothing. `{name}` opens it whatever the verification says: {why}."
)
_MISSING = (
    "A settlement archive is opened without a PGP check. Neither `{name}`, what it calls nor what calls it verifies a "
    "signature before"
)
_UNKNOWN = (
    "`{name}` opens a settlement archive and verifies no signature, and public documents of the gateway name no signed "
    'files: ask whether yours are, then declare `gateway: {{protocol: "{protocol}"}}`'
)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    for one in unsealings(evidence):
        yield one if isinstance(one, Observed) else _judged(one, evidence)


def _judged(one: Unsealing, project: Project) -> Observed:
    source, call = one.source, one.opening.call
    if one.before is not None:
        seen = source.observe(call, identity=one.name)
    elif one.idle is not None:
        place, seal = one.idle.source, one.idle.seal
        related = place.file.relate(seal.call.start, seal.call.end, "verifies, and the outcome is not used")
        problem = _IDLE.format(name=one.name, why=seal.ignored)
        seen = source.observe(call, problem, identity=one.name, related=(related,))
    elif one.after is not None:  # reconciliation-verified-late tells it
        seen = source.observe(call, identity=one.name)
    else:
        seen = _missing(one, project)
    return seen._replace(uri=source.uri)


def _missing(one: Unsealing, project: Project) -> Observed:
    source, call = one.source, one.opening.call
    problem = _MISSING.format(name=one.name)
    if one.is_signed:
        return source.observe(call, f"{problem}, and this file speaks of one.", identity=one.name)
    gateway = project.circumstances.gateway
    if "pgp" in gateway.version["capabilities"]:
        problem = f"{problem}, and {gateway.version['title']} signs them."
        return source.observe(call, problem, identity=one.name, precision=Precision.MEDIUM)
    protocol = next((name for name, said in gateway.protocols.items() if "pgp" in said["capabilities"]), "")
    return source.observe(call, undecided=_UNKNOWN.format(name=one.name, protocol=protocol), identity=one.name)
