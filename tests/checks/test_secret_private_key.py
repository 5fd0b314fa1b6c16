"""secret-private-key: keys in armour, in code, in containers; samples and public keys beside them."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)

from pe_audit import gateways
from pe_audit.checks.secret_private_key import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File, Text
from pe_audit.model import Observed, Precision

EC = ec.generate_private_key(ec.SECP256R1())
PEM = EC.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
LOCKED = EC.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")).decode()


def observed(data: str | bytes, uri: str = "deploy/server.pem") -> list[Observed]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(check(Text(File(uri, raw, Circumstances(gateways.load())))))


def is_private(data: str | bytes) -> bool:
    return any(seen.problem is not None for seen in observed(data))


def test_key_is_reported_where_its_armour_begins() -> None:
    (seen,) = observed("# the key\n" + PEM)
    assert (seen.line, seen.column, seen.precision) == (2, 1, Precision.VERY_HIGH)
    assert (seen.problem or "").startswith("A private key lies in this file.")


@pytest.mark.parametrize(
    "text",
    [
        PEM,
        PEM.replace("\n", "\r\n"),
        "KEY='" + PEM.replace("\n", "\\n") + "'",
        '{"key": "' + PEM.replace("\n", "\\n") + '"}',
        "".join(f'    "{line}\\n" +\n' for line in PEM.splitlines()),
        "key: |\n" + "".join(f"    {line}\n" for line in PEM.splitlines()),
        "".join(f"// {line}\n" for line in PEM.splitlines()),
        EC.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode(),
        ed25519.Ed25519PrivateKey.generate()
        .private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        .decode(),
    ],
    ids=["plain", "crlf", "dotenv", "json", "concatenated", "yaml", "commented", "traditional", "openssh"],
)
def test_key_that_parses_is_private_however_it_is_written(text: str) -> None:
    assert is_private(text)


def test_key_behind_a_passphrase_is_reported_less_sure() -> None:
    (seen,) = observed(LOCKED)
    assert seen.precision is Precision.MEDIUM


def test_key_of_a_test_is_reported_least_sure() -> None:
    (seen,) = observed(PEM, "tests/fixtures/key.pem")
    assert seen.precision is Precision.LOW


@pytest.mark.parametrize(
    "text",
    [
        "HEADER = '-----BEGIN PRIVATE KEY-----'",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\n${PRIVATE_KEY}\n-----END RSA PRIVATE KEY-----",
        PEM[: len(PEM) // 2],
        PEM.replace("M", "x"),
        EC.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    ],
    ids=["header", "dots", "template", "cut", "altered", "public"],
)
def test_what_is_no_private_key_is_not_reported(text: str) -> None:
    assert not is_private(text)


def test_material_of_every_line_is_known_to_the_mask() -> None:
    (seen,) = observed(PEM)
    assert all(any(part in line for part in seen.secrets) for line in PEM.splitlines()[1:-1])


def test_rsa_key_without_armour_is_private_and_its_public_half_is_not() -> None:
    key = rsa.generate_private_key(65537, 2048)
    private = base64.b64encode(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())).decode()
    public = base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
    assert is_private(f'KEY = "{private}";')
    assert not is_private(f'KEY = "{public}";')


def test_rsa_key_in_xml_is_private_if_it_has_its_private_exponent() -> None:
    public = "<RSAKeyValue><Modulus>" + "q8Jk" * 40 + "</Modulus><Exponent>AQAB</Exponent>"
    assert is_private(public + "<D>" + "Zk3d" * 40 + "</D></RSAKeyValue>")
    assert not is_private(public + "</RSAKeyValue>")


def test_containers_are_known_by_their_first_bytes() -> None:
    assert is_private(pkcs12.serialize_key_and_certificates(b"shop", EC, None, None, BestAvailableEncryption(b"x")))
    assert is_private(_der())
    assert is_private(b"\xfe\xed\xfe\xed\0\0\0\x02\0\0\0\x01\0\0\0\x01\0\x04shop" + b"\0" * 64)
    assert not is_private(
        b"\xfe\xed\xfe\xed\0\0\0\x02\0\0\0\x01\0\0\0\x02\0\x04shop" + b"\0" * 8 + b"\0\x05X.509\0\0\0\x02ab"
    )


def _der() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize(("size", "private"), [(1_200, True), (200, False)])
def test_blob_of_the_soap_kit_is_private_by_its_size(size: int, private: bool) -> None:
    head = b"\x00\x01\x00\x00\x00\xff\xff\xff\xff\x01" + b"\0" * 20 + b"SPE.Criptography.BEDer"
    assert is_private(head + b"\x02" * size) is private


@pytest.mark.parametrize(
    "data",
    [
        b"\x30\x82",
        b"\x30\x82\x01\x00\x02\x01\x00",
        b"\xfe\xed\xfe\xed",
        b"\x00\x01",
        b"",
        b"\x30\x82\xff\xff\x02\x01\x03\x30",
    ],
)
def test_cut_containers_never_raise(data: bytes) -> None:
    observed(data)
