"""Material that tests of several rooms need."""

from __future__ import annotations

from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pe_audit.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., "Ran"]
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


class Ran(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def pe_audit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command line in this process: pe_audit("check", path). Words are made text."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*words: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["pe-audit", *(str(word) for word in words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Ran(int(ended.value.code or 0), *capsys.readouterr())

    return run
