"""Settlement archives whose signature is looked at when they are open already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.project import Project
from pe_audit.evidence.reconciliation.sealed import unsealings
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence

_PROBLEM = (
    "The signature is verified after the archive is opened. `{name}` unpacks it first: a forged one is read already."
)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    for one in unsealings(evidence):
        if isinstance(one, Observed):
            yield one
            continue
        source, call = one.source, one.opening.call
        if one.before is not None:
            yield source.observe(call, identity=one.name)._replace(uri=source.uri)
        elif one.after is not None and one.idle is None:
            place, seal = one.after.source, one.after.seal
            related = place.file.relate(seal.call.start, seal.call.end, "verifies, when it is open already")
            problem = _PROBLEM.format(name=one.name)
            yield source.observe(call, problem, identity=one.name, related=(related,))._replace(uri=source.uri)
