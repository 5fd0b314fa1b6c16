"""Certificates that are valid still but due for renewal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.renewal import is_now, is_soon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import CertificateFile
    from pe_audit.model import Observed


def check(evidence: CertificateFile) -> Iterator[Observed]:
    """Every certificate with time left; the others are the business of -expiring-now and -expired."""
    now = evidence.circumstances.now
    for certificate in evidence.certificates:
        left = certificate.not_after - now
        if now < certificate.not_before or is_now(left, certificate.lifetime):
            continue
        problem = None
        if is_soon(left, certificate.lifetime):
            problem = (
                f"The certificate expires soon. {certificate.name} is valid until {certificate.not_after:%Y-%m-%d}, "
                f"{left.days} days from now."
            )
        yield evidence.observe(certificate, problem)
