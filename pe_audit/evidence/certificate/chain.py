"""Who vouches for whom among certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pe_audit.evidence.certificate.facts import Certificate

# What the CA/Browser Forum's requirements §7.1.2.7.9 make every public server certificate assert: EV, or DV, OV, IV.
_PUBLIC_POLICIES = frozenset({"2.23.140.1.1", "2.23.140.1.2.1", "2.23.140.1.2.2", "2.23.140.1.2.3"})


def is_public(certificate: Certificate) -> bool:
    """Whether a public authority issued it, for only these name a policy of the Forum and log what they issue."""
    return certificate.has_timestamps or not _PUBLIC_POLICIES.isdisjoint(certificate.policies)


def leaf_of(certificates: Sequence[Certificate]) -> Certificate | None:
    """The certificate of the server or client itself, the first that is no authority's."""
    return next((one for one in certificates if not one.is_ca), None)


def vouches(authority: Certificate, certificate: Certificate) -> bool:
    """Whether an authority may have issued a certificate, by name and key number; signatures are not verified."""
    if certificate.issuer != authority.subject or not authority.is_ca:
        return False
    wanted, own = certificate.authority_key, authority.subject_key
    return not wanted or not own or wanted == own


def path_of(leaf: Certificate, among: Sequence[Certificate]) -> list[Certificate]:
    """The leaf and, as far as they are there, its issuer, that one's issuer and so on."""
    path = [leaf]
    while not path[-1].is_self_signed:
        above = next((one for one in among if one not in path and vouches(one, path[-1])), None)
        if above is None:
            break
        path.append(above)
    return path
