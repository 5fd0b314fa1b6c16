"""OpenPGP public keys, as GnuPG writes them and as RFC 9580 has them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from binascii import a2b_base64
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.inventory import openpgp, read
from pe_audit.model import PeAuditError

# The primary key packet of a version 6 key that Sequoia made for this test, and the fingerprint it printed.
V6 = a2b_base64("xioGawN1sRsAAAAgvF8xIprSrTx3T9mtTZF/TL0kp1ROP5Svs/7nBG86/ZfC")[:44]
V6_FINGERPRINT = "276196DD0E1E0BF7CFA144E824DD785B9AF3DEAB36EF5977457C1657F6A22084"


@pytest.fixture(scope="module")
def gpg() -> Iterator[object]:
    """GnuPG with a key ring of its own, at the last second of a UTC day."""
    program = shutil.which("gpg")
    if program is None:
        pytest.skip("GnuPG makes the keys")
    with tempfile.TemporaryDirectory() as home:

        def run(*words: str) -> bytes:
            always = ("--batch", "--quiet", "--no-autostart", "--homedir", home)
            plain = [word for word in always if word != "--no-autostart"]
            return subprocess.run(
                [program, *plain, *words], check=True, capture_output=True, env={**os.environ, "TZ": "America/Lima"}
            ).stdout

        for kind, name in (("rsa2048", "a@tienda.example"), ("ed25519", "b@tienda.example")):
            new = ("--passphrase", "", "--faked-system-time", "20260824T235959!", "--quick-gen-key")
            run(*new, f"Tienda <{name}>", kind, "default", "never")
        yield run
        subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False, capture_output=True)


@pytest.mark.parametrize("armor", [(), ("--armor",)], ids=["binary", "armored"])
def test_keys_of_gnupg_have_its_fingerprints_and_the_utc_day(gpg: object, armor: tuple[str, ...]) -> None:
    listed = gpg("--list-keys", "--with-colons", "--fingerprint").decode()  # type: ignore[operator]
    fingerprints = [line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr")]
    found = read("keys", gpg(*armor, "--export"))  # type: ignore[operator]
    assert [key.fingerprint for key in found] == fingerprints[:2]
    assert [key.id for key in found] == ["Tienda <a@tienda.example>", "Tienda <b@tienda.example>"]
    assert {(key.created, key.purpose) for key in found} == {(date(2026, 8, 24), "pgp")}


def test_secret_keys_are_refused(gpg: object) -> None:
    for armor in ((), ("--armor",)):
        with pytest.raises(PeAuditError, match="holds a secret key"):
            read("keys", gpg(*armor, "--pinentry-mode", "loopback", "--passphrase", "", "--export-secret-keys"))  # type: ignore[operator]


def test_a_key_of_version_6() -> None:
    (key,) = read("keys", V6 + b"\xcd\x05pagos")
    assert (key.id, key.fingerprint, key.created) == ("pagos", V6_FINGERPRINT, date(2026, 11, 22))


def test_a_key_without_a_name_is_called_by_its_fingerprint() -> None:
    assert [key.id for key in read("keys", V6)] == [V6_FINGERPRINT]


def test_a_key_taken_back_is_retired() -> None:
    revocation = b"\xc2\x02\x06\x20"
    (key,) = read("keys", V6 + revocation + b"\xcd\x05pagos")
    assert key.is_retired
    (key,) = read("keys", V6 + b"\xcd\x05pagos" + revocation)
    assert not key.is_retired


@given(st.binary(max_size=200))
def test_any_bytes_give_keys_or_an_error_of_ours(data: bytes) -> None:
    for start in (b"", b"\x99", b"\xc6\x2a\x06"):
        with contextlib.suppress(ValueError, PeAuditError):
            list(openpgp.keys(start + data))


@pytest.mark.parametrize("length", range(1, len(V6)))
def test_a_key_cut_short_is_an_error(length: int) -> None:
    with pytest.raises(PeAuditError):
        read("keys", V6[:length])
