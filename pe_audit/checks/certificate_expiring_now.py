"""Certificates whose last days have come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.renewal import is_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import CertificateFile
    from pe_audit.model import Observed

_HOUR = timedelta(hours=1)


def check(evidence: CertificateFile) -> Iterator[Observed]:
    """Every certificate valid now; the others are the business of certificate-expired."""
    now = evidence.circumstances.now
    for certificate in evidence.certificates:
        if not certificate.not_before <= now <= certificate.not_after:
            continue
        problem = None
        left = certificate.not_after - now
        if is_now(left, certificate.lifetime):
            problem = (
                f"The certificate expires within days. {certificate.name} is valid until "
                f"{certificate.not_after:%Y-%m-%d %H:%M} UTC, {_shown(left)} from now."
            )
        yield evidence.observe(certificate, problem)


def _shown(left: timedelta) -> str:
    hours = left // _HOUR
    return f"{hours} hours" if hours < 48 else f"{left.days} days"
