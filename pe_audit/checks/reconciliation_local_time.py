"""Days and times of settlements in the zone of whatever machine the program runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.reconciliation.period import readings
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.reconciliation.period import Reading
    from pe_audit.model import Observed

_DAY = "A settlement's day is the machine's own. `{code}` says no zone: a server's day in UTC begins at 19:00 in Lima."
_TIME = "A settlement's time is read without a zone. `{code}` takes it for whatever zone the machine is set to."
_LONGEST = 50


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is Environment.TEST:
        return
    judged: dict[int, Reading] = {}
    for reading in readings(evidence):
        known = judged.get(reading.scope.start)
        if known is None or (known.zoned and not reading.zoned):
            judged[reading.scope.start] = reading
    for reading in judged.values():
        identity = reading.scope.name or "(top)"
        if reading.zoned:
            yield evidence.observe(reading.span, identity=identity)
            continue
        code = " ".join(reading.span.text[:_LONGEST].split())
        problem = (_TIME if reading.parsed else _DAY).format(code=code.removesuffix("("))
        precision = Precision.LOW if reading.parsed else None
        yield evidence.observe(reading.span, problem, identity=identity, precision=precision)
