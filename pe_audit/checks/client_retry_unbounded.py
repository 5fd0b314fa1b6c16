"""client-retry-unbounded: calls that are tried again without an end, or although the gateway refused them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import outgoing
from pe_audit.evidence.client.retry import retries
from pe_audit.evidence.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Observed

_ENDLESS = (
    "A call to the gateway is tried again without an end. `{name}` has neither a number of tries nor a last moment."
)
_REFUSED = (
    "A call is tried again although the gateway refused it. `{name}` repeats answers with a status of 400 to 499."
)


def check(evidence: Evidence) -> Iterator[Observed]:
    """Everything that tries again, in a file that calls a gateway."""
    assert isinstance(evidence, SourceFile)
    calls = outgoing(evidence)
    for retry in retries(evidence, calls) if calls else ():
        problem = _ENDLESS if retry.endless else _REFUSED if retry.refused else None
        shown = None if problem is None else problem.format(name=retry.name)
        yield evidence.observe(retry.place, shown, identity=f"{evidence.scope(retry.place).name} {retry.name}".strip())
