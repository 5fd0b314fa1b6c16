"""Certificates that clients cannot follow up to an authority they know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.chain import is_public, leaf_of, path_of
from pe_audit.evidence.certificate.use import Use, Uses
from pe_audit.evidence.project import Project
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.certificate import Certificate
    from pe_audit.model import Observed

_INCOMPLETE = "The certificate chain is incomplete."
_DISORDER = "The certificate chain is out of order."
_WHOLE = expression(r"(?:^|[._\-/])(?:fullchain\d*|chained|haproxy)[^/]*$", re.IGNORECASE)  # names that promise a chain


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every server certificate that is bound or declared, and every file that is or promises a chain."""
    assert isinstance(evidence, Project)
    uses = Uses(evidence)
    yield from uses.unread()
    seen: set[str] = set()
    for use in (*uses.configured(), *uses.declared()):
        if use.purpose == "server" and use.certificate is not None:
            inline = use.at is not None and use.at[0].uri == use.certificate.uri
            if inline or use.certificate.uri not in seen:
                seen.add(use.certificate.uri)
                others, missed = uses.beside(use)
                yield from _judged(use, [*use.certificate.certificates, *others], promised=True, missed=missed)
    for one in uses.files:
        if one.uri not in seen:
            yield from _judged(Use("", one.uri, one, None), one.certificates, promised=bool(_WHOLE.search(one.uri)))


def _judged(use: Use, held: Sequence[Certificate], *, promised: bool, missed: str = "") -> Iterator[Observed]:
    """One chain. Who signs itself is the business of certificate-self-signed."""
    leaf = leaf_of(held)
    if leaf is None or leaf.is_self_signed:
        return
    path = path_of(leaf, held)
    if len(path) > 1:
        own = use.certificate.certificates if use.certificate is not None else ()
        problem, precision = _disorder([one for one in path if one in own], own)
        yield use.observe(problem, precision=precision)
    elif missed:
        yield use.observe(undecided=f"the rest of the chain is in {missed}, which is not among the audited files")
    elif promised and is_public(leaf):
        others = " The authorities in it are not those that issued it." if len(held) > 1 else ""
        yield use.observe(
            f"{_INCOMPLETE} {leaf.name} is sent without the certificate of its issuer, {leaf.issuer[:100]}.{others}"
        )
    elif promised:
        yield use.observe(
            undecided=f"{leaf.issuer[:100]} issued {leaf.name}: if that is an intermediate authority, its certificate "
            "must follow in the same file; if it is a private root that the clients know, all is well"
        )


def _disorder(path: Sequence[Certificate], held: Sequence[Certificate]) -> tuple[str | None, Precision | None]:
    """What is wrong with the order of a chain; authorities in disorder stop only the older clients."""
    order = [one for one in held if one in path]
    if order == list(path):
        return None, None
    if order[0] != path[0]:
        return f"{_DISORDER} {path[0].name} must come first, before the authorities.", None
    return f"{_DISORDER} Each certificate must be followed by that of its issuer.", Precision.MEDIUM
