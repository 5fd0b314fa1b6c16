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
    matters = {settings.uri: deployment_of(settings.file).matters for settings in evidence.settings}
    found = [access for access in callbacks(evidence) if matters[access.uri]]
    declared = evidence.circumstances.declared
    problem = undecided = None
    if not declared.allowlist and not any(access.certain and access.rules for access in found):
        undecided = _doubt(found) or _unread(evidence)
        if not undecided and declared.gateway_ranges:
            problem = f"{_PROBLEM} The gateway's addresses are declared, so it could be guarded."
        elif not undecided:
            undecided = _ASK
    places = [access for access in found if access.certain]
    for access in places:
        yield Observed(access.line, access.column, access.end_column, problem, undecided, access.name, uri=access.uri)
    for callback in declared.callbacks:
        if callback.environment == "production" and not places:
            url = callback.url
            yield Observed(url.line, url.column, url.end_column, problem, undecided, url.text, uri=evidence.declared_in)


def _doubt(found: list[AccessList]) -> str | None:
    """Why it is not known whether the callback is guarded, although there are lists."""
    doubts = [access.doubt for access in found if access.certain and access.doubt]
    return next(iter(doubts), _UNSURE if any(access.rules or access.doubt for access in found) else None)


def _unread(project: Project) -> str | None:
    """Why one of the servers' files could not be read, which may hold the list."""
    for settings in project.settings:
        try:
            if deployment_of(settings.file).matters:
                settings.settings  # noqa: B018
        except Unreadable as error:
            lost = f"{settings.uri} could not: {error}"
            return f"nothing restricts who may reach the callback in what could be read; {lost}"
    return None
