"""clock-local-timestamp: the time of a request to the gateway is the server's own and says no zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.moment import FORMAT, OFFSET, ZONED, readings, request_dates, written
from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Observed

_PROBLEM = "The request's time says no zone. `{name}` is local time: five hours off on a server that runs in UTC."


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if not deployment_of(evidence.file).matters:
        return
    provenance = Provenance(evidence)
    offsets = tuple(gateway.request.get("offset", "") for gateway in evidence.file.circumstances.gateways)
    for element, value in request_dates(evidence):
        if not readings(provenance.values(value)):
            continue
        text = written(provenance, value)
        name = (element.part("key") or element.parts["left"]).last_name
        problem = undecided = None
        if not (OFFSET.search(text) or ZONED.search(text) or any(offset and offset in text for offset in offsets)):
            if FORMAT.search(text):
                problem = _PROBLEM.format(name=name)
            else:
                undecided = "how the request's time is written could not be followed: say its zone where it is made"
        yield evidence.observe(value, problem, undecided=undecided, identity=name)
