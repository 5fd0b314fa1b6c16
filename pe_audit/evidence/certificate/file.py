"""The certificates of a file: in PEM however it is written, in DER."""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from binascii import a2b_base64
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.facts import parse
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import Unreadable
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate.facts import Certificate
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

    def observe(
        self,
        certificate: Certificate,
        problem: str | None = None,
        *,
        undecided: str | None = None,
        precision: Precision | None = None,
    ) -> Observed:
        """A certificate as a subject, in the place where its PEM block begins."""
        may_be_live = deployment_of(self.file).may_be_live
        return self.file.observe(
            certificate.start,
            certificate.end,
            problem,
            undecided=undecided,
            identity=certificate.fingerprint,
            precision=precision if may_be_live else Precision.LOW,
        )


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
