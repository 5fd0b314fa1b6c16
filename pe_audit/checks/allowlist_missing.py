"""allowlist-missing: a callback that the whole world can reach, for no list guards it anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.access import callbacks
from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.access import AccessList

_PROBLEM = "Nothing restricts who may reach the callback."
_ASK = (
    "nothing restricts who may reach the callback, and the gateway's addresses are not declared: none are published, "
    "so ask PagoEfectivo where its notifications come from and put the answer under gateway.ranges"
)
_UNSURE = "a list guards some callback, and it is not declared which URL is the gateway's: put it under callbacks"


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every place of a server that takes notifications; where none is known, every declared live callback."""
    if not isinstance(evidence, Project):
        return
    found, unread = _found(evidence)
    declared = evidence.circumstances.declared
    listed = bool(declared.allowlist) or any(access.certain and _restricts(access) for _, access in found)
    problem = undecided = None
    if not listed:
        if unread:
            undecided = f"nothing restricts who may reach the callback in what could be read; {unread}"
        elif any(_restricts(access) for _, access in found):
            undecided = _UNSURE
        elif declared.gateway_ranges:
            problem = f"{_PROBLEM} The gateway's addresses are declared, so it could be guarded."
        else:
            undecided = _ASK
    places = [(uri, access) for uri, access in found if access.certain]
    for uri, access in places:
        yield Observed(access.line, access.column, access.end_column, problem, undecided, access.name, uri=uri)
    for callback in declared.callbacks:
        if callback.environment == "production" and not places:
            url = callback.url
            yield Observed(url.line, url.column, url.end_column, problem, undecided, url.text, uri=evidence.declared_in)


def _found(project: Project) -> tuple[list[tuple[str, AccessList]], str]:
    """What the servers' files say of callbacks, and why one of them could not be read."""
    found, unread = [], ""
    for settings in project.settings:
        if not deployment_of(settings.file).matters:
            continue
        try:
            found += [(settings.uri, access) for access in callbacks(settings)]
        except Unreadable as error:
            unread = f"{settings.uri} could not: {error}"
    return found, unread


def _restricts(access: AccessList) -> bool:
    return bool(access.rules or access.doubt)
