"""Client certificates that were not issued for clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.chain import leaf_of
from pe_audit.evidence.certificate.use import Uses
from pe_audit.evidence.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.certificate.use import Use
    from pe_audit.model import Observed

_PROBLEM = "The client certificate was not issued for clients."
_FIT = frozenset({"clientAuth", "any"})


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every certificate that pe-audit.yaml or a setting calls a client's, once a file."""
    assert isinstance(evidence, Project)
    uses = Uses(evidence)
    yield from uses.unread()
    seen: set[str] = set()
    for use in (*uses.declared(), *uses.configured()):
        if use.purpose != "client":
            continue
        if use.certificate is None:
            if use.at is None:
                yield use.observe(undecided=f"{use.named} is not among the audited files")
        elif use.certificate.uri not in seen or use.certificate.uri == (use.at and use.at[0].uri):
            seen.add(use.certificate.uri)
            yield from _judged(use)


def _judged(use: Use) -> Iterator[Observed]:
    held = use.certificate.certificates if use.certificate is not None else ()
    leaf = leaf_of(held)
    if leaf is None:
        if not held and use.certificate is not None and use.certificate.trouble:
            yield use.observe(undecided=use.certificate.trouble)
    elif not leaf.is_readable:
        yield use.observe(undecided=f"the usages in {leaf.name} cannot be read")
    elif leaf.usages is None or not _FIT.isdisjoint(leaf.usages):
        yield use.observe()
    else:
        yield use.observe(
            f"{_PROBLEM} {leaf.name} may only be used for {', '.join(leaf.usages)[:80]}. Public authorities no longer "
            "issue certificates for clients: ask PagoEfectivo which authority signs those that it accepts."
        )
