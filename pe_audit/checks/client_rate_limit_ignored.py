"""client-rate-limit-ignored: a client of the gateway that does not know the answer 429."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import outgoing
from pe_audit.evidence.source import SourceFile
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_PROBLEM = (
    "The gateway's answer 429 is not handled. {name} is the first call of a file that neither compares a status with "
    "429, reads Retry-After, counts its calls, nor uses a library that does."
)
# The status, the header, limiters, and libraries that wait as the header says unless told otherwise.
_KNOWS = expression(
    rb"\b429\b|(?i:retry[-_]?after|too[-_]?many[-_]?requests|rate[-_]?limit|ratelimiter|throttl|bottleneck|p-limit|semaphore"
    rb"|AddStandardResilienceHandler|retryablehttp|ShouldRetryAfter|isRetryableError|shouldResetTimeout)"
)
_SEEN = expression(rb"(?i)interceptor|middleware|HandlerStack|DelegatingHandler|PolicyHandler|\bon_?error\b")


def check(evidence: Evidence) -> Iterator[Observed]:
    """One subject for each file that calls the merchant's own gateway."""
    assert isinstance(evidence, SourceFile)
    title = evidence.file.circumstances.gateway.title
    calls = [call for call in outgoing(evidence) if call.gateway == title]
    if not calls:
        return
    first = calls[0]
    known = _known(evidence)
    if known is not None:
        yield evidence.observe(known, identity=first.name)
    elif first.handed or _SEEN.search(evidence.file.data):
        why = "its client is set up elsewhere: whether 429 and Retry-After are handled there is not seen"
        yield evidence.observe(first.call, undecided=why, identity=first.name)
    else:
        problem = _PROBLEM.format(name=first.name)
        yield evidence.observe(first.call, problem, identity=first.name, precision=Precision.LOW)


def _known(source: SourceFile) -> Syntax | None:
    """Where the file speaks of the limit, comments left out."""
    for found in _KNOWS.finditer(source.file.data):
        span = source.span(found.start(), found.end())
        if next(source.around(span, "comment"), None) is None:
            return span
    return None
