"""Material that tests of several rooms need."""

from __future__ import annotations

from datetime import datetime, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Callable

    Certify = Callable[..., x509.Certificate]

_OLDEST = datetime(2000, 1, 1, tzinfo=timezone.utc)
_LATEST = datetime(2049, 12, 31, tzinfo=timezone.utc)


@lru_cache
def _key(name: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _certify(
    not_before: datetime = _OLDEST,
    not_after: datetime = _LATEST,
    *,
    name: str = "pagos.tienda.pe",
    issuer: str = "Autoridad",
    signer: str | None = None,
    ca: bool = False,
) -> x509.Certificate:
    """A certificate of `name` that says it is issued by `issuer` and is signed with the key of `signer` (or issuer)."""

    def named(common: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common, _validate=False)] if common else [])

    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(_key(name).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .sign(_key(signer or issuer), hashes.SHA256())
    )


@pytest.fixture(scope="session")
def certify() -> Certify:
    """Makes certificates: certify(not_before, not_after, name=, issuer=, signer=, ca=)."""
    return _certify
