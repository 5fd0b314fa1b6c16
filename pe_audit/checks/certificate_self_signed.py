"""Certificates that nobody but themselves vouches for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.names import is_host, is_local
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import Certificate, CertificateFile
    from pe_audit.model import Observed

_PROBLEM = "The certificate is self-signed."


def check(evidence: CertificateFile) -> Iterator[Observed]:
    """Every certificate but authorities' roots, which sign themselves by design."""
    for certificate in evidence.certificates:
        hosts = _hosts(certificate)
        if certificate.is_self_signed and not hosts and _may_be_root(certificate):
            continue
        if not certificate.is_self_signed or (hosts and all(map(is_local, hosts))):
            yield evidence.observe(certificate)
            continue
        serves = hosts or certificate.usages is not None
        yield evidence.observe(
            certificate,
            f"{_PROBLEM} {certificate.name} is vouched for by nobody else.",
            precision=None if serves else Precision.LOW,  # it may sign tokens or documents, which needs no authority
        )


def _hosts(certificate: Certificate) -> tuple[str, ...]:
    """The hosts it speaks for; old ones name theirs as common name only, where some authorities have their web site."""
    named = (*certificate.dns_names, *certificate.ip_names)
    if named or (certificate.is_ca and "key_cert_sign" in (certificate.key_usages or ())):
        return named
    return (certificate.common_name,) if is_host(certificate.common_name) else ()


def _may_be_root(certificate: Certificate) -> bool:
    """A root has the right to sign others, or is so old that certificates could not say so."""
    return certificate.is_ca or certificate.version < 3
