"""Certificates in a file's bytes: PEM however it is written, base64 of PEM, DER, PKCS#7, PKCS#12 without password."""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from binascii import a2b_base64
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.facts import parse
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate.facts import Certificate
    from pe_audit.evidence.text import File

    Parsed = tuple[tuple[Certificate, ...], str]  # the certificates, and why others could not be read

_BEGIN = expression(rb"-----BEGIN (?:X509 )?CERTIFICATE-----")
_END = b"-----END "
_BASE64 = expression(rb"[A-Za-z0-9+/]+=*")
_SHORTEST_LINE = 16  # characters of base64; RFC 7468 wants 64, a name in code is shorter
_DER_IN_BASE64 = b"MI"  # how every SEQUENCE of more than 127 bytes begins in base64
_LENGTH = rb"(?:[\x00-\x7f]|\x81.|\x82..|\x83...)"
_DER_CERTIFICATE = expression(rb"\x30" + _LENGTH + rb"\x30" + _LENGTH + rb"\xa0", re.DOTALL)  # keys have no [0] there
_DER_PKCS7 = expression(rb"\x30(?:\x80|" + _LENGTH + rb")\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", re.DOTALL)
_DER_PKCS12 = expression(rb"\x30(?:\x80|" + _LENGTH + rb")\x02\x01\x03\x30", re.DOTALL)
_PEM_PKCS7 = expression(rb"-----BEGIN (?:PKCS7|PKCS #7 SIGNED DATA)-----")
_PEM_TWICE = expression(rb"LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t[A-Za-z0-9+/]+=*")  # as Kubernetes keeps it in Secrets
_MOST_TWICE = 500  # in one file: what holds more was made to keep us busy


def certificates_in(file: File) -> Parsed:
    """Every certificate of the file with its place, and why others could not be read."""
    parsed: list[Certificate] = []
    broken = ""
    for start, end, body in _blocks(file.data):
        try:
            parsed.append(parse(_decoded(body), start, end))
        except ValueError:
            broken = f"the certificate on line {file.line_number(start)} is broken"
    if parsed or broken or _BEGIN.search(file.data) is not None:
        return tuple(parsed), broken
    return _whole(file.data)


def _blocks(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where PEM blocks stand, those within base64 too, and the text between their first and last line."""
    for begin, end, limit in _limits(data):
        body = data[begin.end() : end if end >= 0 else limit]
        if _may_be_certificate(body):
            yield begin.start(), end if end >= 0 else limit, body
    for match in islice(_PEM_TWICE.finditer(data), _MOST_TWICE):
        try:
            inner = a2b_base64(match[0] + b"=" * (-len(match[0]) % 4))
        except Base64Error:
            continue
        for begin, end, limit in _limits(inner):
            yield *match.span(), inner[begin.end() : end if end >= 0 else limit]


def _limits(data: bytes) -> Iterator[tuple[re.Match[bytes], int, int]]:
    """Each first line, where its block's last line begins (-1: nowhere), and where the next block does."""
    begins = list(_BEGIN.finditer(data))
    limits = [begin.start() for begin in begins[1:]]
    for begin, limit in zip(begins, [*limits, len(data)], strict=False):
        yield begin, data.find(_END, begin.end(), limit), limit


def _whole(data: bytes) -> Parsed:
    """A file that is one certificate, a PKCS#7 or PKCS#12 store, or a key or whatever else bears such a name."""
    if _PEM_PKCS7.search(data) is not None or _DER_PKCS7.match(data) is not None:
        return _from_pkcs7(data)
    if _DER_PKCS12.match(data) is not None:
        return _from_pkcs12(data)
    if data[:1] != b"\x30":
        return (), "" if not data.strip() or b"-----BEGIN " in data else "neither PEM nor DER"
    try:
        return (parse(data),), ""
    except ValueError:
        return (), "the certificate is broken" if _DER_CERTIFICATE.match(data) else ""


def _from_pkcs7(data: bytes) -> Parsed:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    begin = _PEM_PKCS7.search(data)
    try:
        if begin is None:
            held = pkcs7.load_der_pkcs7_certificates(data)
        else:
            end = data.find(_END, begin.end())
            held = pkcs7.load_der_pkcs7_certificates(_decoded(data[begin.end() : end if end >= 0 else len(data)]))
        start, stop = begin.span() if begin is not None else (0, 0)
        return tuple(parse(one.public_bytes(Encoding.DER), start, stop) for one in held), ""
    except (ValueError, UnsupportedAlgorithm):
        return (), "the PKCS#7 bundle is broken"


def _from_pkcs12(data: bytes) -> Parsed:
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    for password in (None, b""):
        try:
            store = pkcs12.load_pkcs12(data, password)
        except Exception:  # noqa: S112  # whatever the library makes of hostile bytes: then it needs a password
            continue
        held = [one.certificate for one in (store.cert, *store.additional_certs) if one is not None]
        try:
            return tuple(parse(one.public_bytes(Encoding.DER)) for one in held), ""
        except ValueError:
            return (), "a certificate in the PKCS#12 file is broken"
    return (), "the PKCS#12 file is behind a password"


def _may_be_certificate(body: bytes) -> bool:
    """Whether base64 stands between the PEM lines, and not code, a placeholder or a sample cut short."""
    first = next((word for word in _BASE64.findall(_unescaped(body[:200])) if word != b"+"), b"")
    whole = b"..." not in body and "…".encode() not in body
    return first.startswith(_DER_IN_BASE64) and len(first) >= _SHORTEST_LINE and whole


def _decoded(body: bytes) -> bytes:
    """The DER form of a PEM body, also one written as string literals of some language. Raises ValueError."""
    words = _BASE64.findall(_unescaped(body))
    try:
        return a2b_base64(b"".join(word for word in words if word != b"+"))  # a lone + joins two literals
    except Base64Error as error:
        raise ValueError("not base64") from error


def _unescaped(body: bytes) -> bytes:
    return body.replace(b"\\n", b"\n").replace(b"\\r", b"\n").replace(b"\\t", b"\n")
