"""Certificates, from a file or from the wire: the facts that rules judge, parsed once."""

from __future__ import annotations

import hashlib
import re
import warnings
from binascii import Error as Base64Error
from binascii import a2b_base64
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from cryptography import x509

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.text import File

_BEGIN = re.compile(rb"-----BEGIN (?:X509 )?CERTIFICATE-----")
_END = b"-----END "
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+=*")
_SHORTEST_LINE = 16  # characters of base64; RFC 7468 wants 64, a name in code is shorter
_DER_IN_BASE64 = b"MI"  # how every SEQUENCE of more than 127 bytes begins in base64
_LENGTH = rb"(?:[\x00-\x7f]|\x81.|\x82..|\x83...)"
_DER_CERTIFICATE = re.compile(rb"\x30" + _LENGTH + rb"\x30" + _LENGTH + rb"\xa0", re.DOTALL)  # keys have no [0] there
_TRUST_STORE_OVER = 20  # certificates; a chain has up to five, the stores of browsers and systems over a hundred


@dataclass(frozen=True, slots=True)
class Certificate:
    """One X.509 certificate, wherever it was met. Times are UTC; names are RFC 4514 strings, hostile text like any.

    `start`/`end` are the bytes it takes up in its file, 0 and 0 if it came in no file or is the whole of it.
    """

    der: bytes
    subject: str
    issuer: str
    serial: int
    not_before: datetime
    not_after: datetime
    is_ca: bool
    is_self_signed: bool
    start: int = 0
    end: int = 0

    @property
    def lifetime(self) -> timedelta:
        return self.not_after - self.not_before

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the DER form, in hex: the same for a file and for the wire."""
        return hashlib.sha256(self.der).hexdigest()

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.subject[:100] or f"serial number {self.serial:x}"


class CertificateFile:
    """Evidence for certificate rules. Handshakes offer the same: `circumstances`, `certificates` and `observe`."""

    looks_at = "certificate"

    def __init__(self, file: File) -> None:
        self.file = file

    @property
    def uri(self) -> str:
        return self.file.uri

    @property
    def circumstances(self) -> Circumstances:
        return self.file.circumstances

    @property
    def certificates(self) -> Iterator[Certificate]:
        """The certificates that somebody here has to renew; raises Unreadable after the last, if one was broken.

        Those of tests and examples serve nobody, and the roots of a trust store are their authorities' business.
        """
        if deployment_of(self.file).environment in (Environment.TEST, Environment.EXAMPLE):
            return
        parsed, broken = self._parsed
        if len(parsed) > _TRUST_STORE_OVER and all(one.is_ca or one.issuer == one.subject for one in parsed):
            return
        yield from parsed
        if broken:
            raise Unreadable(broken, self.looks_at)

    @cached_property
    def _parsed(self) -> tuple[tuple[Certificate, ...], str]:
        """Every certificate of the file, and why others could not be read."""
        begins = list(_BEGIN.finditer(self.file.data))
        if not begins:
            return _from_der(self.file.data)
        ends = [*(begin.start() for begin in begins[1:]), len(self.file.data)]
        parsed = []
        broken = ""
        for begin, limit in zip(begins, ends, strict=True):
            end = self.file.data.find(_END, begin.end(), limit)
            body = self.file.data[begin.end() : end if end >= 0 else limit]
            if not _may_be_certificate(body):
                continue
            try:
                parsed.append(parse(_decoded(body), begin.start(), end if end >= 0 else limit))
            except ValueError:
                broken = f"the certificate on line {self.file.line_number(begin.start())} is broken"
        return tuple(parsed), broken

    def observe(self, certificate: Certificate, problem: str | None = None) -> Observed:
        """A certificate as a subject, in the place where its PEM block begins."""
        may_be_live = deployment_of(self.file).may_be_live
        return self.file.observe(
            certificate.start,
            certificate.end,
            problem,
            identity=certificate.fingerprint,
            precision=None if may_be_live else Precision.LOW,
        )


def parse(der: bytes, start: int = 0, end: int = 0) -> Certificate:
    """The facts of one DER certificate. Raises ValueError if it is none."""
    from cryptography import x509

    # cryptography's complaints about serial numbers and long names. For good: restoring filters races with threads.
    warnings.filterwarnings("ignore", module=re.escape(__name__))
    try:
        parsed = x509.load_der_x509_certificate(der)
        return Certificate(
            der=der,
            subject=parsed.subject.rfc4514_string(),
            issuer=parsed.issuer.rfc4514_string(),
            serial=parsed.serial_number,
            not_before=parsed.not_valid_before_utc,
            not_after=parsed.not_valid_after_utc,
            is_ca=_is_ca(parsed),
            is_self_signed=_is_self_signed(parsed),
            start=start,
            end=end,
        )
    except x509.InvalidVersion as error:
        raise ValueError("no known version") from error


def _is_ca(certificate: x509.Certificate) -> bool:
    from cryptography import x509

    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return False


def _is_self_signed(certificate: x509.Certificate) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    if certificate.issuer != certificate.subject:
        return False
    try:
        certificate.verify_directly_issued_by(certificate)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _from_der(data: bytes) -> tuple[tuple[Certificate, ...], str]:
    """A file without a certificate in PEM: one in DER, or a key, a request or whatever else bears such a name."""
    if data[:1] != b"\x30":
        return (), "" if not data.strip() or b"-----BEGIN " in data else "neither PEM nor DER"
    try:
        return (parse(data),), ""
    except ValueError:
        return (), "the certificate is broken" if _DER_CERTIFICATE.match(data) else ""


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
