"""transport-callback-blocked: the server before the callback, or its framework, stops the gateway's POST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.forgery import receivers
from pe_audit.evidence.project import Project
from pe_audit.evidence.site import services, unread
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.forgery.code import Receiver
    from pe_audit.evidence.site.service import Barrier, Service
    from pe_audit.model import Observed

_PROBLEM = "The server stops notifications before they reach the shop."
_UNEXEMPT = "The framework's check of forms stops notifications."


def check(evidence: Evidence) -> Iterator[Observed]:
    """What servers do to callbacks, and what frameworks do to their receivers."""
    assert isinstance(evidence, Project)
    yield from _served(evidence)
    yield from map(_received, receivers(evidence))


def _served(evidence: Project) -> Iterator[Observed]:
    """Each callback that is really served is one subject; each barrier before it is one, where it is written."""
    yield from unread(evidence)
    seen: set[tuple[str, int, int]] = set()
    for service in services(evidence):
        if service.encrypted is None and service.plain is not None and service.answer != "serves":
            continue  # nothing but a redirect, or a refusal of plain HTTP
        barriers: list[Barrier | None] = [*service.barriers] or [None]
        for barrier in barriers:
            setting = barrier.setting if barrier is not None else service.place
            if (setting.uri, setting.line, setting.column) not in seen:
                seen.add((setting.uri, setting.line, setting.column))
                yield _judged(service, barrier)


def _judged(service: Service, barrier: Barrier | None) -> Observed:
    observe = service.configuration.observe
    if barrier is None:
        return observe(service.place, identity=service.place.value)
    matters = deployment_of(service.configuration.files[barrier.setting.uri].file).matters
    problem = f"{_PROBLEM} {barrier.setting.name} {barrier.does} at {service.place.value}." if matters else None
    precision = min(barrier.precision or Precision.HIGH, Precision.HIGH if service.certain else Precision.MEDIUM)
    identity = f"{service.place.value} {barrier.setting.name}"
    return observe(barrier.setting, problem, identity=identity, precision=precision)


def _received(receiver: Receiver) -> Observed:
    source = receiver.source
    stopped = receiver.stopped if deployment_of(source.file).matters else ""
    return source.observe(
        receiver.place,
        f"{_UNEXEMPT} {stopped}" if stopped else None,
        undecided=receiver.unknown or None,
        identity=receiver.name,
        related=receiver.related,
        precision=receiver.precision,
    )._replace(uri=source.uri)
