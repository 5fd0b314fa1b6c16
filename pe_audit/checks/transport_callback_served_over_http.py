"""transport-callback-served-over-http: a server takes the callback, or redirects it, without TLS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.project import Project
from pe_audit.evidence.site import services, unread
from pe_audit.model import Precision, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.service import Service
    from pe_audit.model import Observed

_SERVED = "The callback is served over plain HTTP."
_REDIRECTED = "Plain HTTP only redirects the callback. Many clients repeat a redirected POST as a GET or not at all."
_ALONE = (
    "the server of the callback listens without TLS and none in the tree does with it: if something in front ends TLS, "
    "make sure that it takes no plain HTTP for this path"
)


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each callback of each server is one subject, once, however often its file is included."""
    assert isinstance(evidence, Project)
    yield from unread(evidence)
    found = list(services(evidence))
    seen: set[tuple[str, int, int, bool]] = set()
    for service in found:
        if service.plain is None and service.encrypted is None:
            continue
        place = _place(service)
        at = (place.uri, place.line, place.column, service.plain is not None)
        if at not in seen:
            seen.add(at)
            yield _judged(service, place, found)


def _place(service: Service) -> Setting:
    if service.plain is not None and service.answer == "redirects" and not service.blanket and service.answered:
        return service.answered
    return service.place


def _judged(service: Service, place: Setting, found: list[Service]) -> Observed:
    observe = service.configuration.observe
    name = service.place.value
    matters = deployment_of(service.configuration.files[place.uri].file).matters
    if service.plain is None or service.answer == "refuses" or not matters:
        return observe(place, identity=name)
    precision = None if service.certain else Precision.MEDIUM
    if service.answer == "redirects":
        problem = None if service.blanket else _REDIRECTED
        return observe(place, problem, identity=name, precision=precision)
    if not any(_is_twin(service, other) for other in found):
        return observe(place, undecided=_ALONE, identity=name)
    seen = observe(service.plain)
    related = Related(seen.line, seen.column, seen.end_column, "it listens without TLS here", service.plain.uri)
    return observe(place, _SERVED, identity=name, precision=precision, related=(related,))


def _is_twin(service: Service, other: Service) -> bool:
    """Whether the other serves the same site with TLS, so that nothing in front of both is needed."""
    if other.encrypted is None:
        return False
    if service is other or service.names & other.names:
        return True
    return service.configuration is other.configuration and not service.names and not other.names
