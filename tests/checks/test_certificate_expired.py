"""certificate-expired, -expiring and -expiring-now at the ends of a certificate's time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.checks import certificate_expired, certificate_expiring, certificate_expiring_now
from pe_audit.evidence.certificate import Certificate, CertificateFile
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cryptography import x509

    from pe_audit.model import Observed

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
BEGIN = datetime(2026, 1, 1, tzinfo=timezone.utc)


class Held(CertificateFile):
    """One certificate with nothing but its time, as a handshake would hold it too."""

    def __init__(self, begin: datetime, end: datetime, now: datetime) -> None:
        super().__init__(File("wire", b"", Circumstances(now=now)))
        self._held = Certificate(b"", "CN=pagos.tienda.pe", "CN=Autoridad", 1, begin, end, False, False)

    @property
    def certificates(self) -> Iterator[Certificate]:
        yield self._held


def expired(begin: datetime, end: datetime, now: datetime) -> str | None:
    (seen,) = certificate_expired.check(Held(begin, end, now))
    return seen.problem


def expiring(begin: datetime, end: datetime, now: datetime) -> list[Observed]:
    return list(certificate_expiring.check(Held(begin, end, now)))


def expiring_now(begin: datetime, end: datetime, now: datetime) -> list[Observed]:
    return list(certificate_expiring_now.check(Held(begin, end, now)))


def test_both_ends_belong_to_the_time_of_validity() -> None:
    end = BEGIN + 90 * DAY
    assert expired(BEGIN, end, BEGIN) is None
    assert expired(BEGIN, end, end) is None
    late, early = expired(BEGIN, end, end + SECOND), expired(BEGIN, end, BEGIN - SECOND)
    assert late == "The certificate has expired. CN=pagos.tienda.pe was valid until 2026-04-01."
    assert early == "The certificate is not valid yet. CN=pagos.tienda.pe is valid from 2026-01-01."


@pytest.mark.parametrize(
    ("lifetime", "window"),
    [
        (398 * DAY, 30 * DAY),
        (200 * DAY, 30 * DAY),
        (90 * DAY, 30 * DAY),
        (47 * DAY, 47 * DAY / 3),
        (6 * DAY, 2 * DAY),
        (9000 * DAY, 30 * DAY),
    ],
    ids=lambda value: f"{value / DAY:.1f} days",
)
def test_soon_is_thirty_days_or_a_third_of_the_lifetime(lifetime: timedelta, window: timedelta) -> None:
    end = BEGIN + lifetime
    (before,) = expiring(BEGIN, end, end - window - SECOND)
    (at,) = expiring(BEGIN, end, end - window)
    assert before.problem is None
    assert at.problem is not None
    assert at.problem.startswith("The certificate expires soon. CN=pagos.tienda.pe is valid until ")


@pytest.mark.parametrize(
    ("lifetime", "window"),
    [
        (398 * DAY, 7 * DAY),
        (200 * DAY, 7 * DAY),
        (90 * DAY, 7 * DAY),
        (70 * DAY, 7 * DAY),
        (47 * DAY, 4.7 * DAY),
        (6 * DAY, 0.6 * DAY),
    ],
    ids=lambda value: f"{value / DAY:.1f} days",
)
def test_now_is_seven_days_or_a_tenth_of_the_lifetime(lifetime: timedelta, window: timedelta) -> None:
    end = BEGIN + lifetime
    (before,) = expiring_now(BEGIN, end, end - window - SECOND)
    (at,) = expiring_now(BEGIN, end, end - window)
    assert before.problem is None
    assert at.problem is not None
    assert at.problem.startswith("The certificate expires within days. CN=pagos.tienda.pe is valid until ")
    (soon,) = expiring(BEGIN, end, end - window - SECOND)
    assert soon.problem is not None
    assert expiring(BEGIN, end, end - window) == []


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(0), "0 hours from now."),
        (timedelta(hours=47, minutes=59), "47 hours from now."),
        (timedelta(hours=48), "2 days from now."),
        (7 * DAY, "7 days from now."),
    ],
    ids=str,
)
def test_the_time_left_is_told_in_hours_at_the_very_end(left: timedelta, said: str) -> None:
    end = BEGIN + 200 * DAY
    (seen,) = expiring_now(BEGIN, end, end - left)
    assert seen.problem is not None
    assert seen.problem.endswith(said)


moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(timezone.utc))


@given(begin=moments, lifetime=st.timedeltas(timedelta(0), timedelta(days=9000)), now=moments)
def test_a_certificate_has_at_most_one_of_the_three_problems(
    begin: datetime, lifetime: timedelta, now: datetime
) -> None:
    end = begin + lifetime
    is_expired = expired(begin, end, now) is not None
    assert is_expired == (not begin <= now <= end)
    soon, at_once = expiring(begin, end, now), expiring_now(begin, end, now)
    is_now = end - now <= min(7 * DAY, lifetime / 10)
    assert bool(at_once) == (not is_expired)
    assert bool(soon) == (not is_expired and not is_now)
    assert [seen.problem is not None for seen in at_once] == [is_now] * len(at_once)
    assert [seen.problem is not None for seen in soon] == [end - now <= min(30 * DAY, lifetime / 3)] * len(soon)


def test_the_time_of_another_zone_is_the_same_time() -> None:
    lima = timezone(timedelta(hours=-5))
    end = datetime(2026, 4, 1, tzinfo=timezone.utc)
    assert expired(BEGIN, end, datetime(2026, 3, 31, 19, 0, 0, tzinfo=lima)) is None
    assert expired(BEGIN, end, datetime(2026, 3, 31, 19, 0, 1, tzinfo=lima)) is not None


def test_a_developers_certificate_is_reported_with_low_precision(certify: Callable[..., x509.Certificate]) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    data = certify(BEGIN, BEGIN + DAY).public_bytes(Encoding.PEM)
    now = Circumstances(now=BEGIN + 9 * DAY)
    for uri, precision in (("config/local/server.pem", Precision.LOW), ("config/server.pem", None)):
        (seen,) = certificate_expired.check(CertificateFile(File(uri, data, now)))
        assert seen.problem is not None
        assert seen.precision is precision
