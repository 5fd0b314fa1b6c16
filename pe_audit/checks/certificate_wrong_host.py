"""Server certificates that do not cover the callback's host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.chain import leaf_of
from pe_audit.evidence.certificate.names import covers, serves, shown
from pe_audit.evidence.certificate.use import Use, Uses
from pe_audit.evidence.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.certificate import Certificate
    from pe_audit.model import Observed

_PROBLEM = "The certificate does not cover the callback's host."


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every declared callback against the certificates declared or bound for it."""
    assert isinstance(evidence, Project)
    uses, callbacks = Uses(evidence), evidence.circumstances.declared.callbacks
    declared = [use for use in uses.declared() if use.purpose == "server"]
    bound = [use for use in uses.configured() if use.purpose == "server" and use.hosts]
    yield from uses.unread() if callbacks else ()
    for use in declared if not callbacks else ():
        yield use.observe(undecided="the callback is not declared: put its URL under callbacks in pe-audit.yaml")
    for callback in callbacks:
        if not callback.host:
            continue
        fitting = [use for use in declared if use.environment in ("", callback.environment)]
        verdicts = [(use, *_judged(use, callback.host)) for use in fitting]
        is_covered = any(problem is None and undecided is None for _, problem, undecided in verdicts)
        for use, problem, undecided in verdicts:  # one of several for the same environment is enough
            yield use.observe() if is_covered else use.observe(problem, undecided=undecided)
        for use in bound:
            if any(serves(name, callback.host) for name in use.hosts) and use.certificate is not None:
                problem, undecided = _judged(use, callback.host)
                yield use.observe(problem, undecided=undecided)


def _judged(use: Use, host: str) -> tuple[str | None, str | None]:
    """The problem, or why it cannot be decided, or neither."""
    leaf = leaf_of(use.certificate.certificates) if use.certificate is not None else None
    if leaf is None:
        return None, f"{use.named} holds no certificate that could be read, or is not among the audited files"
    if not leaf.is_readable:
        return None, f"the names in {leaf.name} cannot be read"
    try:
        return (None if covers(leaf, host) else _told(leaf, host)), None
    except ValueError:
        return None, "the declared callback's host is not a name that certificates can hold"


def _told(leaf: Certificate, host: str) -> str:
    names = (*leaf.dns_names, *leaf.ip_names)
    if names:
        return f"{_PROBLEM} {host} is not among its names: {shown(names)}."
    only = "has it as common name only, which clients ignore" if leaf.common_name == host else "names no host"
    return f"{_PROBLEM} For {host} it needs a subject alternative name: {leaf.name} {only}."
