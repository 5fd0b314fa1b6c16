"""allowlist-gap: the list that guards the callback shuts out addresses from which the gateway calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access import access_lists, unread
from pe_audit.evidence.access.rules import UNSURE
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.networks import parse, union
from pe_audit.evidence.project import Project
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.access import AccessList
    from pe_audit.evidence.circumstances import Circumstances, Entry

_PROBLEM = "The allowlist shuts out addresses of the gateway."
_UNDECLARED = (
    "the gateway's addresses are not declared: none are published, so ask PagoEfectivo where its notifications "
    "come from and put the answer under gateway.ranges"
)


def check(evidence: Evidence) -> Iterator[Observed]:
    """A list in a configuration is one subject; declared ranges are one each, if there is a declared list."""
    yield from unread(evidence)
    for access in access_lists(evidence):
        if isinstance(evidence, Declared):
            yield from _declared(access, evidence.circumstances)
        elif isinstance(evidence, Project):
            yield _configured(access, evidence.circumstances)


def _declared(access: AccessList, circumstances: Circumstances) -> Iterator[Observed]:
    """The gateway's ranges one by one, at their places, against the declared list."""
    if not circumstances.declared.gateway_ranges:
        yield _seen(access, undecided=_UNDECLARED)
    for entry in circumstances.declared.gateway_ranges:
        problem, undecided = _judged(access, (entry,), circumstances)
        yield Observed(entry.line, entry.column, entry.column + len(entry.text), problem, undecided, entry.text)


def _configured(access: AccessList, circumstances: Circumstances) -> Observed:
    ranges = circumstances.declared.gateway_ranges
    if not ranges:
        return _seen(access, undecided=_UNDECLARED)
    problem, undecided = _judged(access, ranges, circumstances)
    if problem and not access.certain:
        return _seen(access, undecided=UNSURE)
    return _seen(access, problem, undecided)


def _judged(access: AccessList, ranges: Sequence[Entry], circumstances: Circumstances) -> tuple[str | None, str | None]:
    """The problem, or why it cannot be decided, or neither."""
    try:
        required = union(parse(entry.text) for entry in ranges)
    except ValueError:
        return None, "a declared range of the gateway is neither an address nor a network"
    missing = (required & access.scope) - access.admitted
    if access.doubt and (missing or access.open_end):
        return None, access.doubt
    if missing:
        return f"{_PROBLEM} Not admitted: {missing.shown()}.", None
    return None, _stale(circumstances)


def _stale(circumstances: Circumstances) -> str | None:
    retrieved, most = circumstances.declared.gateway_retrieved, circumstances.gateway.limits["ranges_age_days"]
    if retrieved is not None and (circumstances.now.date() - retrieved).days > most:
        return f"the gateway's ranges were retrieved on {retrieved}: ask again whether they still hold"
    return None


def _seen(access: AccessList, problem: str | None = None, undecided: str | None = None) -> Observed:
    place = (access.line, access.column, access.end_column)
    return Observed(*place, problem, undecided, access.name, related=access.related, uri=access.uri)
