"""What one X.509 certificate states: the facts that rules judge, the same from a file and from a handshake."""

from __future__ import annotations

import hashlib
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from cryptography import x509


class PublicKey(NamedTuple):
    """The key in a certificate. `kind`: RSA, EC, DSA, Ed25519 …, empty if the library cannot read it.

    `bits` is 0 where the kind alone says how strong it is, `exponent` is RSA's. `spki` is the SHA-256 of its
    SubjectPublicKeyInfo, in hex: the same for the private key it belongs to.
    """

    kind: str = ""
    bits: int = 0
    exponent: int = 0
    spki: str = ""


_NO_KEY = PublicKey()


@dataclass(frozen=True, slots=True)
class Certificate:
    """One X.509 certificate, wherever it was met. Times are UTC; names are RFC 4514 strings, hostile text like any.

    `usages` (extended key usage: serverAuth, clientAuth or a dotted number) and `key_usages` are None where the
    certificate does not restrict them. `is_readable`: whether its extensions could be read; if not, no name or usage
    is known. `start`/`end` are the bytes it takes up in its file, 0 and 0 if it came in no file or is the whole of it.
    """

    der: bytes
    subject: str
    issuer: str
    serial: int
    not_before: datetime
    not_after: datetime
    is_ca: bool
    is_self_signed: bool
    key: PublicKey = _NO_KEY
    signature_hash: str = ""  # sha256 …; empty for Ed25519 and the like, which choose their own
    version: int = 3
    is_readable: bool = True
    common_name: str = ""
    dns_names: tuple[str, ...] = ()
    ip_names: tuple[str, ...] = ()
    usages: tuple[str, ...] | None = None
    key_usages: frozenset[str] | None = None
    authority_key: bytes = b""
    subject_key: bytes = b""
    policies: tuple[str, ...] = ()
    has_timestamps: bool = False  # of Certificate Transparency, embedded
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


def parse(der: bytes, start: int = 0, end: int = 0) -> Certificate:
    """The facts of one DER certificate. Raises ValueError if it is none."""
    from cryptography import x509

    # cryptography's complaints about serial numbers and long names. For good: restoring filters races with threads.
    warnings.filterwarnings("ignore", module=re.escape(__name__))
    try:
        parsed = x509.load_der_x509_certificate(der)
        extended = _extended(parsed)
        return Certificate(
            der=der,
            subject=parsed.subject.rfc4514_string(),
            issuer=parsed.issuer.rfc4514_string(),
            serial=parsed.serial_number,
            not_before=parsed.not_valid_before_utc,
            not_after=parsed.not_valid_after_utc,
            is_self_signed=_is_self_signed(parsed, extended),
            key=_key(parsed),
            signature_hash=_signature_hash(parsed),
            version=parsed.version.value + 1,
            common_name=_common_name(parsed),
            **extended,
            start=start,
            end=end,
        )
    except (x509.InvalidVersion, TypeError) as error:  # TypeError: a name of a kind that its place does not allow
        raise ValueError("no certificate that the library takes") from error


def public_key(key: Any) -> PublicKey:
    """The facts of a public key as the library holds it. Raises ValueError if it cannot be written down."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    name = type(key).__name__.removesuffix("PublicKey").removeprefix("_")
    numbers = key.public_numbers() if name == "RSA" else None
    spki = hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
    return PublicKey(name, getattr(key, "key_size", 0), numbers.e if numbers is not None else 0, spki)


def _key(certificate: x509.Certificate) -> PublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        return public_key(certificate.public_key())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return _NO_KEY


def _signature_hash(certificate: x509.Certificate) -> str:
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        algorithm = certificate.signature_hash_algorithm
    except (ValueError, UnsupportedAlgorithm):  # the library has forgotten MD2
        name: str = certificate.signature_algorithm_oid._name
        return "md2" if certificate.signature_algorithm_oid.dotted_string == _MD2 else name
    return algorithm.name if algorithm is not None else ""


_MD2 = "1.2.840.113549.1.1.2"
_USAGES = {"1.3.6.1.5.5.7.3.1": "serverAuth", "1.3.6.1.5.5.7.3.2": "clientAuth", "2.5.29.37.0": "any"}
_KEY_USAGES = ("digital_signature", "key_encipherment", "key_agreement", "key_cert_sign", "crl_sign")


def _common_name(certificate: x509.Certificate) -> str:
    from cryptography.x509.oid import NameOID

    values = [attribute.value for attribute in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    return values[-1] if values and isinstance(values[-1], str) else ""


def _extended(certificate: x509.Certificate) -> Mapping[str, Any]:
    """What the extensions say, by the names of Certificate's fields."""
    from cryptography import x509

    try:
        found: dict[type, Any] = {type(one.value): one.value for one in certificate.extensions}
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return {"is_ca": False, "is_readable": False}
    constraints, names = found.get(x509.BasicConstraints), found.get(x509.SubjectAlternativeName)
    usages, key_usages = found.get(x509.ExtendedKeyUsage), found.get(x509.KeyUsage)
    authority, subject = found.get(x509.AuthorityKeyIdentifier), found.get(x509.SubjectKeyIdentifier)
    return {
        "is_ca": constraints is not None and constraints.ca,
        "dns_names": tuple(names.get_values_for_type(x509.DNSName)) if names is not None else (),
        "ip_names": tuple(map(str, names.get_values_for_type(x509.IPAddress))) if names is not None else (),
        "usages": None if usages is None else tuple(_USAGES.get(o.dotted_string, o.dotted_string) for o in usages),
        "key_usages": None if key_usages is None else frozenset(u for u in _KEY_USAGES if getattr(key_usages, u)),
        "authority_key": (authority.key_identifier or b"") if authority is not None else b"",
        "subject_key": subject.digest if subject is not None else b"",
        "policies": tuple(
            policy.policy_identifier.dotted_string for policy in found.get(x509.CertificatePolicies) or ()
        ),
        "has_timestamps": x509.PrecertificateSignedCertificateTimestamps in found,
    }


def _is_self_signed(certificate: x509.Certificate, extended: Mapping[str, Any]) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    if certificate.issuer != certificate.subject:
        return False
    try:
        certificate.verify_directly_issued_by(certificate)
    except (UnsupportedAlgorithm, ValueError, TypeError):  # SHA-1, MD5, rare curves: the key's number has to do
        authority, subject = extended.get("authority_key"), extended.get("subject_key")
        return not authority or authority == subject
    except InvalidSignature:
        return False
    return True
