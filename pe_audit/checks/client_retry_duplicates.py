"""client-retry-duplicates: a payment that is created again with each try, as nothing tells the gateway it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import outgoing
from pe_audit.evidence.client.creating import creates, identifiers, region, shows_fields
from pe_audit.evidence.client.retry import retries
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.client.calls import Outgoing
    from pe_audit.evidence.client.retry import Retry
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_ANEW = "Each try creates another payment. `{name}` runs again with a new value for {what} every time."
_NAMELESS = (
    "Each try may create another payment. `{name}` repeats a call whose fields hold no transactionCode, number of the "
    "order or idempotency key."
)
_UNSEEN = "the call is repeated; whether what it sends holds a transactionCode that stays the same is not seen here"


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every call that creates a payment and is tried again."""
    assert isinstance(evidence, SourceFile)
    calls = [call for call in outgoing(evidence) if creates(call)]
    if not calls:
        return
    told: set[int] = set()
    for retry in retries(evidence, calls):
        if not retry.posts:
            continue
        again = region(evidence, retry)
        for call in calls:
            inside = any(call.call in one for one in again) if again else retry.body is None
            if inside and call.call.start not in told:
                told.add(call.call.start)
                yield _judged(call, retry, again)


def _judged(call: Outgoing, retry: Retry, again: list[Syntax]) -> Observed:
    source = call.source
    found = list(identifiers(call, again))
    fresh = next((one for one in found if one.fresh is not None), None)
    story = (source.file.relate(retry.place.start, retry.place.end, "what tries again"),)
    identity = f"{call.function} {call.name}".strip()
    if fresh is not None and all(one.fresh is not None for one in found):
        entry = fresh.entry
        what = (entry.part("key") or entry.part("left") or source.argument(entry, 0) or entry).text[:40].strip("\"':")
        problem = _ANEW.format(name=retry.name, what=what)
        return source.observe(fresh.fresh or fresh.entry, problem, identity=identity, related=story)
    if found:
        return source.observe(call.call, identity=identity)
    if shows_fields(call):
        problem = _NAMELESS.format(name=retry.name)
        return source.observe(call.call, problem, identity=identity, related=story, precision=Precision.LOW)
    return source.observe(call.call, undecided=_UNSEEN, identity=identity, related=story)
