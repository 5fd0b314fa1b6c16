"""Certificates that are valid still but due for renewal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import CertificateFile
    from pe_audit.model import Observed

_LONGEST_WINDOW = timedelta(days=30)
_SHARE = 3  # of the lifetime: a certificate of 47 days must not be called due from its second week on


def check(evidence: CertificateFile) -> Iterator[Observed]:
    """Every certificate valid now; the others are the business of certificate-expired."""
    now = evidence.circumstances.now
    for certificate in evidence.certificates:
        if not certificate.not_before <= now <= certificate.not_after:
            continue
        problem = None
        left = certificate.not_after - now
        if left <= min(_LONGEST_WINDOW, certificate.lifetime / _SHARE):
            problem = (
                f"The certificate expires soon. {certificate.name} is valid until {certificate.not_after:%Y-%m-%d}, "
                f"{left.days} days from now."
            )
        yield evidence.observe(certificate, problem)
