"""Certificates outside their time of validity."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import CertificateFile
    from pe_audit.model import Observed


def check(evidence: CertificateFile) -> Iterator[Observed]:
    """Every certificate; both ends of its time belong to it (RFC 5280 §4.1.2.5)."""
    now = evidence.circumstances.now
    for certificate in evidence.certificates:
        problem = None
        if now > certificate.not_after:
            problem = (
                f"The certificate has expired. {certificate.name} was valid until {certificate.not_after:%Y-%m-%d}."
            )
        elif now < certificate.not_before:
            problem = (
                f"The certificate is not valid yet. {certificate.name} is valid from {certificate.not_before:%Y-%m-%d}."
            )
        yield evidence.observe(certificate, problem)
