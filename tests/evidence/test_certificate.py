"""Certificates as evidence: what a file gives, and in which place."""

from __future__ import annotations

import base64
import json
import subprocess
import warnings
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs7,
    pkcs12,
)
from hypothesis import given
from hypothesis import strategies as st

from pe_audit import catalog
from pe_audit.evidence.certificate import Certificate, CertificateFile, parse
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cryptography import x509

    Certify = Callable[..., x509.Certificate]


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def held_lazily(data: bytes, uri: str = "server.pem") -> Iterator[Certificate]:
    return CertificateFile(File(uri, data, Circumstances())).certificates


def held(data: bytes, uri: str = "server.pem") -> list[Certificate]:
    return list(held_lazily(data, uri))


def reason(data: bytes, uri: str = "server.pem") -> str:
    with pytest.raises(Unreadable) as caught:
        held(data, uri)
    assert caught.value.looks_at == "certificate"
    return str(caught.value)


def test_the_facts_of_a_certificate_are_those_it_states(certify: Certify) -> None:
    begin, end = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc), datetime(2026, 4, 1, tzinfo=timezone.utc)
    made = certify(begin, end, name="pagos.tienda.pe", issuer="Autoridad")
    facts = parse(der(made))
    assert (facts.not_before, facts.not_after, facts.lifetime) == (begin, end, end - begin)
    assert (facts.subject, facts.issuer, facts.name) == ("CN=pagos.tienda.pe", "CN=Autoridad", "CN=pagos.tienda.pe")
    assert facts.serial == made.serial_number
    assert not facts.is_ca
    assert not facts.is_self_signed
    assert facts.not_after.utcoffset() == timedelta(0)


def test_a_certificate_is_the_same_from_pem_from_der_and_from_the_wire(certify: Certify) -> None:
    made = certify()
    (from_pem,), (from_der,), from_wire = held(pem(made)), held(der(made), "server.der"), parse(der(made))
    assert from_der == from_wire
    assert from_pem.der == from_der.der == from_wire.der
    assert from_pem.fingerprint == from_der.fingerprint == from_wire.fingerprint


def test_self_signed_means_that_its_own_key_verifies_it(certify: Certify) -> None:
    own = certify(name="tienda", issuer="tienda")
    pretended = certify(name="tienda", issuer="tienda", signer="somebody else")
    assert parse(der(own)).is_self_signed
    assert not parse(der(pretended)).is_self_signed
    assert not parse(der(certify())).is_self_signed


def test_a_certificate_authority_is_told_by_its_basic_constraints(certify: Certify) -> None:
    assert parse(der(certify(name="root", issuer="root", ca=True))).is_ca


def test_a_certificate_without_subject_is_called_by_its_serial_number(certify: Certify) -> None:
    facts = parse(der(certify(name="")))
    assert facts.name == f"serial number {facts.serial:x}"


def test_every_certificate_of_a_chain_has_its_place(certify: Certify) -> None:
    first, second = certify(), certify(name="Autoridad", ca=True)
    data = b"Bag Attributes\n    friendlyName: tienda\n" + pem(first) + b"# intermediate\r\n" + pem(second)
    evidence = CertificateFile(File("chain.pem", data, Circumstances()))
    places = [evidence.observe(one) for one in evidence.certificates]
    assert [(at.line, at.column, at.end_column) for at in places] == [
        (3, 1, 28),
        (data[: data.rindex(b"-----BEGIN")].count(b"\n") + 1, 1, 28),
    ]
    assert len({at.identity for at in places}) == 2
    assert [one.der for one in evidence.certificates] == [der(first), der(second)]


def test_a_der_file_is_one_subject_at_its_first_byte(certify: Certify) -> None:
    evidence = CertificateFile(File("server.cer", der(certify()), Circumstances()))
    (at,) = [evidence.observe(one) for one in evidence.certificates]
    assert (at.line, at.column, at.end_column) == (1, 1, 1)


def in_yaml(text: str) -> str:
    return "tls.crt: |\n" + "".join(f"  {line}\n" for line in text.splitlines())


def in_javascript(text: str) -> str:
    return "const pem =\n" + " +\n".join(f"  '{line}\\n'" for line in text.splitlines()) + ";\n"


def in_php(text: str) -> str:
    return "<?php $pem = " + "\n  . ".join(f'"{line}\\r\\n"' for line in text.splitlines()) + ";\n"


def in_php_json(text: str) -> str:
    return json.dumps({"certificate": text}).replace("/", "\\/")


def on_one_line(text: str) -> str:
    return "".join(text.splitlines())


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("secret.yaml", in_yaml),
        ("server.js", in_javascript),
        ("server.php", in_php),
        ("service.json", lambda text: json.dumps({"certificate": text})),
        ("service.json", in_php_json),
        (".env", lambda text: f'CERTIFICATE="{text}"'),
        ("server.conf", on_one_line),
        ("old-mac.pem", lambda text: text.replace("\n", "\r")),
        ("windows.pem", lambda text: "\ufeff" + text.replace("\n", "\r\n")),
        ("alias.pem", lambda text: text.replace("CERTIFICATE", "X509 CERTIFICATE")),
    ],
    ids=["YAML block", "JavaScript +", "PHP .", "JSON", "PHP's JSON", "dotenv", "one line", "CR", "BOM CRLF", "X509"],
)
def test_a_certificate_is_found_however_it_is_written(certify: Certify, name: str, write: Callable[[str], str]) -> None:
    made = certify()
    (found,) = held(write(pem(made).decode()).encode(), name)
    assert found.der == der(made)


def test_a_secret_of_kubernetes_holds_its_certificates_in_base64(certify: Certify) -> None:
    first, second = certify(), certify(name="Autoridad", ca=True)
    data = b"kind: Secret\ndata:\n  tls.crt: " + base64.b64encode(pem(first, second)) + b"\n  tls.key: e30=\n"
    evidence = CertificateFile(File("secret.yaml", data, Circumstances()))
    held = list(evidence.certificates)
    assert [one.der for one in held] == [der(first), der(second)]
    assert {evidence.observe(one)[:2] for one in held} == {(3, 12)}


def test_base64_that_is_cut_short_is_said_to_be_broken(certify: Certify) -> None:
    text = base64.b64encode(pem(certify()))
    assert reason(b"tls.crt: " + text[: len(text) // 8 * 4], "secret.yaml") == "the certificate on line 1 is broken"


def test_a_bundle_in_pkcs7_is_read(certify: Certify) -> None:
    made = [certify(), certify(name="Autoridad", ca=True)]
    for encoding, uri in ((Encoding.PEM, "chain.p7b"), (Encoding.DER, "chain.p7c")):
        data = pkcs7.serialize_certificates(made, encoding)
        assert {one.der for one in held(data, uri)} == {der(one) for one in made}
    assert reason(data[:200], "chain.p7c") == "the PKCS#7 bundle is broken"


def test_a_pkcs12_store_is_read_where_no_password_guards_it(certify: Certify) -> None:
    key, other = ec.generate_private_key(ec.SECP256R1()), certify(name="Autoridad", ca=True)
    own = certify()
    for made, private in ((own, None), (None, key)):
        cas = [other] if made is None else [own, other]
        data = pkcs12.serialize_key_and_certificates(None, private, None, cas, NoEncryption())
        assert {one.der for one in held(data, "client.p12")} == {der(one) for one in cas}
    locked = pkcs12.serialize_key_and_certificates(None, key, None, [other], BestAvailableEncryption(b"secret"))
    assert reason(locked, "client.p12") == "the PKCS#12 file is behind a password"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n",
        b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n{{ callback_certificate }}\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\nMIIDXTCCAkWgAwIBAgIJAJC1...\n-----END CERTIFICATE-----\n",
        b'const pem = "-----BEGIN CERTIFICATE-----\\n" + body + "\\n-----END CERTIFICATE-----";\nMIN_LENGTH = 64\n',
        b'if "-----BEGIN CERTIFICATE-----" in text:\n    MIME = "application/x-pem-file"\n',
    ],
    ids=[
        "empty",
        "blank",
        "public key",
        "nothing",
        "template",
        "cut short on purpose",
        "wrapping code",
        "testing code",
    ],
)
def test_what_is_no_certificate_is_no_subject(data: bytes) -> None:
    assert held(data) == []


def test_keys_in_der_are_no_subject() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    assert held(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), "key.der") == []
    for format in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL):
        assert held(key.private_bytes(Encoding.DER, format, NoEncryption()), "key.der") == []


def test_a_broken_certificate_is_said_to_be_so_and_loses_no_other(certify: Certify) -> None:
    good, other = certify(), certify(name="otra.tienda.pe")
    begin, first, _, *rest = pem(good).splitlines(keepends=True)
    certificates = held_lazily(pem(good) + b"".join([begin, first, *rest]) + pem(other))
    assert [next(certificates).der, next(certificates).der] == [der(good), der(other)]
    with pytest.raises(Unreadable, match=f"the certificate on line {len(rest) + 4} is broken"):
        next(certificates)


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_truncated_file_is_unreadable(certify: Certify, kept: float) -> None:
    text, raw = pem(certify()), der(certify())
    assert reason(text[: int(len(text) * kept)]) == "the certificate on line 1 is broken"
    assert reason(raw[: int(len(raw) * kept)], "server.der") == "the certificate is broken"


def test_a_file_named_like_a_certificate_that_is_something_else_is_unreadable() -> None:
    assert reason(b"version https://git-lfs.example/spec/v1\noid sha256:0a1b\n", "server.crt") == "neither PEM nor DER"
    assert reason(b"\xfe\xed\xfe\xed\0\0\0\2", "server.cer") == "neither PEM nor DER"


def test_certificates_of_tests_and_examples_are_nobodys_to_renew(certify: Certify) -> None:
    data = pem(certify())
    assert held(data, "tests/fixtures/server.pem") == []
    assert held(data, "docs/tls.md") == []
    assert held(data, "config/server.pem.example") == []
    assert len(held(data, "config/tls/server.pem")) == 1


def test_a_store_of_more_than_twenty_authorities_is_not_the_merchants(certify: Certify) -> None:
    roots = [certify(name=f"root {n}", issuer=f"root {n}", ca=True) for n in range(21)]
    assert held(pem(*roots)) == []
    assert len(held(pem(*roots[:20]))) == 20
    assert len(held(pem(*roots, certify()))) == 22
    broken = pem(roots[0]).replace(b"MII", b"MIIA", 1)
    assert held(broken + pem(*roots)) == []


@pytest.mark.parametrize(("name", "held"), [("tokens/rootCertificates/solo.pem", 0), ("certs/shop.pem", 1)])
def test_a_folder_of_roots_is_not_the_merchants(certify: Certify, name: str, held: int) -> None:
    root = certify(name="solo.pe", issuer="solo.pe")
    assert len(list(held_lazily(pem(root), name))) == held


def test_the_store_that_python_tools_ship_is_not_the_merchants() -> None:
    certifi = pytest.importorskip("certifi")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert held(Path(certifi.where()).read_bytes(), "config/cacert.pem") == []


@pytest.mark.filterwarnings("ignore:Attribute's length:UserWarning")
def test_a_certificate_with_an_overlong_name_is_read_without_a_warning(certify: Certify) -> None:
    raw = der(certify(name="x" * 65))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (odd,) = held(raw, "server.der")
    assert odd.name == f"CN={'x' * 65}"


def test_a_certificate_signed_the_old_way_is_read(tmp_path: Path) -> None:
    command = "req -x509 -newkey rsa:1024 -nodes -keyout key.pem -out old.pem -days 9000 -sha1 -subj /CN=old"
    try:
        subprocess.run(["openssl", *command.split()], cwd=tmp_path, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    (old,) = held((tmp_path / "old.pem").read_bytes())
    assert old.issuer == old.subject == "CN=old"


def test_ten_thousand_beginnings_take_no_longer_than_their_bytes() -> None:
    begin = b"-----BEGIN CERTIFICATE-----\n"
    assert held(begin * 70_000) == []
    body = base64.b64encode(b"\x30\x82" + bytes(1_400_000))
    assert "broken" in reason(begin + body)


def test_a_name_of_an_impossible_kind_makes_a_certificate_broken(certify: Certify) -> None:
    raw = der(certify(name="tienda"))
    place = raw.rindex(b"\x0c\x06tienda")
    assert reason(raw[:place] + b"\x03" + raw[place + 1 :], "server.der") == "the certificate is broken"


EXAMPLE = (catalog.rules_folder() / "certificate" / "expired" / "good.der").read_bytes()


@given(changes=st.lists(st.tuples(st.integers(0, len(EXAMPLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_no_mutilated_certificate_raises_anything_but_unreadable(changes: list[tuple[int, int]]) -> None:
    raw = bytearray(EXAMPLE)
    for place, byte in changes:
        raw[place] = byte
    for content in (bytes(raw), b"-----BEGIN CERTIFICATE-----\n" + base64.b64encode(raw)):
        with suppress(Unreadable):
            held(content)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_unreadable(data: bytes) -> None:
    for content in (data, b"\x30" + data, b"-----BEGIN CERTIFICATE-----MIIBIjANBgkqhkiG" + data):
        with suppress(Unreadable):
            held(content)
