"""client-no-retry: a call to the gateway that is given up after the first failure, or tried fewer than three times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.client.calls import outgoing
from pe_audit.evidence.client.retry import mentions_retry, retries
from pe_audit.evidence.source import SourceFile
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.client.retry import Retry
    from pe_audit.model import Observed

_ENOUGH = 3  # tries in all
_NONE = (
    "A failed call to the gateway is not tried again. {name} is made once: no retry of a library, no helper named for "
    "it and no loop around it was found in this file."
)
_FEW = "A failed call to the gateway is tried fewer than three times. `{name}` stops after {tries}."
_ELSEWHERE = (
    "the file speaks of trying again, but not where this call is made: look whether a caller or a job repeats it"
)
_HANDED = "its client is made elsewhere: whether that tries again is not seen"


def check(evidence: Evidence) -> Iterator[Observed]:
    """One subject for each file that calls the merchant's own gateway: its first call, or what tries too few times."""
    assert isinstance(evidence, SourceFile)
    title = evidence.file.circumstances.gateway.title
    calls = [call for call in outgoing(evidence) if call.gateway == title]
    if not calls:
        return
    found = retries(evidence, calls)
    few = [one for one in found if one.tries is not None and one.tries < _ENOUGH]
    if found and len(few) == len(found):
        yield _few(evidence, few[0])
    elif found:
        yield evidence.observe(found[0].place, identity=found[0].name)
    elif calls[0].handed or mentions_retry(evidence):
        why = _HANDED if calls[0].handed else _ELSEWHERE
        yield evidence.observe(calls[0].call, undecided=why, identity=calls[0].name)
    else:
        problem = _NONE.format(name=calls[0].name)
        yield evidence.observe(calls[0].call, problem, identity=calls[0].name, precision=Precision.LOW)


def _few(source: SourceFile, retry: Retry) -> Observed:
    tries = "the first" if retry.tries == 1 else f"{retry.tries}"
    return source.observe(retry.place, _FEW.format(name=retry.name, tries=tries), identity=retry.name)
