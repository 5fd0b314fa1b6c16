"""certificate-weak-key, -weak-signature, -lifetime-too-long and -self-signed, at their borders."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from pe_audit.checks import (
    certificate_lifetime_too_long,
    certificate_self_signed,
    certificate_weak_key,
    certificate_weak_signature,
)
from pe_audit.evidence.certificate import Certificate, CertificateFile, PublicKey
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.model import Check, Observed

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
DV = ("2.23.140.1.2.1",)


class Held(CertificateFile):
    """One certificate made of facts alone."""

    def __init__(self, facts: dict[str, Any]) -> None:
        super().__init__(File("wire", b"", Circumstances()))
        begin = facts.pop("begin", datetime(2026, 10, 1, tzinfo=timezone.utc))
        lifetime = facts.pop("lifetime", 90 * DAY)
        known = {"is_ca": False, "is_self_signed": False, **facts}
        self._held = Certificate(b"", "CN=pagos.tienda.pe", "CN=Autoridad", 1, begin, begin + lifetime, **known)

    @property
    def certificates(self) -> Iterator[Certificate]:
        yield self._held


def seen(check: Check, **facts: Any) -> Observed | None:
    subjects = list(check(Held(facts)))
    assert len(subjects) <= 1
    return subjects[0] if subjects else None


def problem(check: Check, **facts: Any) -> str | None:
    subject = seen(check, **facts)
    assert subject is not None
    return subject.problem


@pytest.mark.parametrize(
    ("key", "is_weak"),
    [
        (PublicKey("RSA", 2047, 65537), True),
        (PublicKey("RSA", 2048, 65537), False),
        (PublicKey("RSA", 4096, 65535), True),
        (PublicKey("RSA", 4096, 4294967297), False),
        (PublicKey("EC", 255), True),
        (PublicKey("EC", 256), False),
        (PublicKey("DSA", 3072), True),
        (PublicKey("Ed25519"), False),
        (PublicKey("Ed448"), False),
    ],
    ids=str,
)
def test_a_key_is_weak_below_its_kinds_limit(key: PublicKey, is_weak: bool) -> None:
    assert (problem(certificate_weak_key.check, key=key) is not None) is is_weak


def test_a_root_may_have_an_old_exponent_but_no_short_key() -> None:
    check, root = certificate_weak_key.check, {"is_ca": True, "is_self_signed": True}
    assert problem(check, key=PublicKey("RSA", 2048, 3), **root) is None
    assert problem(check, key=PublicKey("RSA", 1024, 65537), **root) is not None


def test_a_key_that_cannot_be_read_is_not_called_sound() -> None:
    subject = seen(certificate_weak_key.check, key=PublicKey())
    assert subject is not None
    assert subject.problem is None
    assert subject.undecided is not None


@pytest.mark.parametrize(
    ("hash", "is_weak"),
    [
        ("md2", True),
        ("md5", True),
        ("sha1", True),
        ("sha224", False),
        ("sha256", False),
        ("sha3-256", False),
        ("", False),
    ],
)
def test_a_signature_is_weak_by_its_hash_unless_nobody_relies_on_it(hash: str, is_weak: bool) -> None:
    assert (problem(certificate_weak_signature.check, signature_hash=hash) is not None) is is_weak
    assert problem(certificate_weak_signature.check, signature_hash=hash, is_self_signed=True) is None


@pytest.mark.parametrize(
    ("issued", "limit"),
    [
        ((2018, 2, 28), None),
        ((2018, 3, 1), 825),
        ((2020, 8, 31), 825),
        ((2020, 9, 1), 398),
        ((2026, 3, 14), 398),
        ((2026, 3, 15), 200),
        ((2027, 3, 14), 200),
        ((2027, 3, 15), 100),
        ((2029, 3, 14), 100),
        ((2029, 3, 15), 47),
        ((2040, 1, 1), 47),
    ],
    ids=str,
)
def test_the_limit_is_that_of_the_day_of_issue(issued: tuple[int, int, int], limit: int | None) -> None:
    begin = datetime(*issued, tzinfo=timezone.utc)
    check = certificate_lifetime_too_long.check
    longest = (limit or 5000) * DAY - SECOND  # both ends belong to the lifetime
    assert problem(check, begin=begin, lifetime=longest, policies=DV) is None
    said = problem(check, begin=begin, lifetime=longest + SECOND, policies=DV)
    assert (said is None) == (limit is None)
    if said is not None:
        assert f"{(limit or 0) + 1} days, issued on {begin:%Y-%m-%d}, when the limit was {limit}." in said


def test_only_public_server_certificates_have_a_limit() -> None:
    check = certificate_lifetime_too_long.check
    assert seen(check, lifetime=3650 * DAY) is None
    assert seen(check, lifetime=3650 * DAY, policies=("1.3.6.1.4.1.99999.1",)) is None
    assert seen(check, lifetime=3650 * DAY, policies=DV, is_ca=True) is None
    assert problem(check, lifetime=3650 * DAY, has_timestamps=True) is not None


def own(**facts: Any) -> Observed | None:
    return seen(certificate_self_signed.check, is_self_signed=True, **facts)


def test_a_self_signed_certificate_of_a_host_is_one_even_if_it_calls_itself_an_authority() -> None:
    for facts in ({"dns_names": ("tienda.pe",)}, {"common_name": "tienda.pe"}, {"ip_names": ("8.8.8.8",)}):
        for is_ca in (False, True):
            subject = own(is_ca=is_ca, **facts)
            assert subject is not None
            assert subject.problem == (
                "The certificate is self-signed. CN=pagos.tienda.pe is vouched for by nobody else."
            )
            assert subject.precision is None


def test_roots_are_no_subject_and_neither_are_those_of_the_first_version() -> None:
    assert own(is_ca=True, common_name="Autoridad") is None
    assert own(is_ca=True, common_name="autoridad.pe", key_usages=frozenset({"key_cert_sign"})) is None
    assert own(version=1, common_name="Class 3 Primary") is None


def test_a_certificate_for_the_own_machine_may_sign_itself() -> None:
    subject = own(dns_names=("localhost", "tienda.local"), ip_names=("127.0.0.1",))
    assert subject is not None
    assert subject.problem is None
    mixed = own(dns_names=("localhost", "tienda.pe"))
    assert mixed is not None
    assert mixed.problem is not None


def test_one_that_may_sign_tokens_is_reported_with_low_precision() -> None:
    subject = own(common_name="Tienda SAC")
    assert subject is not None
    assert subject.problem is not None
    assert subject.precision is Precision.LOW


def test_a_certificate_issued_by_another_is_sound() -> None:
    assert problem(certificate_self_signed.check, is_self_signed=False) is None
