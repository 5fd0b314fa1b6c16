"""Certificates of public authorities that live longer than public authorities may let them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.chain import is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import CertificateFile
    from pe_audit.model import Observed

# CA/Browser Forum, TLS Baseline Requirements §6.3.2: issued on or after the day, at most so many days; latest first.
_LIMITS = (
    (date(2029, 3, 15), 47),
    (date(2027, 3, 15), 100),
    (date(2026, 3, 15), 200),
    (date(2020, 9, 1), 398),
    (date(2018, 3, 1), 825),
)
_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)


def check(evidence: CertificateFile) -> Iterator[Observed]:
    """Every server certificate of a public authority; private authorities set their own limits."""
    for certificate in evidence.certificates:
        if certificate.is_ca or not is_public(certificate):
            continue
        limit = limit_of(certificate.not_before.date())
        problem = None
        if limit is not None and certificate.lifetime + _SECOND > limit * _DAY:  # both ends belong to it
            problem = (
                f"The certificate lives longer than public ones may. {certificate.name}: "
                f"{-(-(certificate.lifetime + _SECOND) // _DAY)} days, issued on {certificate.not_before:%Y-%m-%d}, "
                f"when the limit was {limit}."
            )
        yield evidence.observe(certificate, problem)


def limit_of(issued: date) -> int | None:
    """The most days a public server certificate issued on that day may live; None before the first limit in days."""
    return next((days for since, days in _LIMITS if issued >= since), None)
