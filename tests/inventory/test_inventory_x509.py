"""Certificates as keys with a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from hashlib import sha256

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from pe_audit.inventory import read
from pe_audit.model import PeAuditError

Certify = Callable[..., x509.Certificate]
MADE = datetime(2026, 8, 24, 23, 59, 59, tzinfo=timezone.utc)


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER], ids=["PEM", "DER"])
def test_a_certificate_is_as_old_as_its_first_day(certify: Certify, encoding: Encoding) -> None:
    certificate = certify(MADE, MADE + timedelta(days=90), name="pagos.tienda.pe")
    (key,) = read("export", certificate.public_bytes(encoding))
    fingerprint = sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    assert (key.id, key.created, key.fingerprint) == ("pagos.tienda.pe", MADE.date(), fingerprint)


def test_of_a_chain_the_authorities_are_left_out(certify: Certify) -> None:
    chain = [certify(), certify(name="Autoridad", ca=True)]
    found = read("chain.pem", b"".join(one.public_bytes(Encoding.PEM) for one in chain))
    assert [key.id for key in found] == ["pagos.tienda.pe"]


@pytest.mark.parametrize(
    "data",
    [b"0\x82\x01\x00broken", b"-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUXg==\n-----END CERTIFICATE-----\n"],
    ids=["DER", "PEM"],
)
def test_a_broken_one_is_an_error(data: bytes) -> None:
    with pytest.raises(PeAuditError):
        read("a.pem", data)


def test_a_private_key_is_no_certificate() -> None:
    begin = b"-----BEGIN PRIV" + b"ATE KEY-----\n"
    with pytest.raises(PeAuditError, match="holds a private key"):
        read("a.pem", begin + b"AAAA\n")
