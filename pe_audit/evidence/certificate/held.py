"""What a file, or a value in one, holds of certificates and private keys."""

from __future__ import annotations

from binascii import Error, a2b_base64
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import Unreadable

if TYPE_CHECKING:
    from pe_audit.evidence.certificate.facts import Certificate
    from pe_audit.evidence.certificate.file import CertificateFile
    from pe_audit.evidence.credential.private_keys import PrivateKey

INLINE = ("-----BEGIN ", "LS0tLS1CRUdJTi")  # how values begin that hold PEM, as it is or in base64


class Held(NamedTuple):
    """What a file, or a value, holds of certificates and private keys; `trouble`: why it could not all be read."""

    file: CertificateFile
    certificates: tuple[Certificate, ...]
    keys: tuple[PrivateKey, ...]
    trouble: str = ""

    @property
    def uri(self) -> str:
        return self.file.uri

    @property
    def is_pkcs12(self) -> bool:
        return self.uri.lower().endswith((".p12", ".pfx"))


def held(file: CertificateFile) -> Held:
    """What can be read of a file; never raises."""
    certificates = []
    trouble = ""
    try:
        for one in file.certificates:
            certificates.append(one)  # what came before the trouble counts
    except Unreadable as error:
        trouble = str(error)
    unreal = deployment_of(file.file).environment in (Environment.TEST, Environment.EXAMPLE)
    return Held(file, tuple(certificates), () if unreal else file.private_keys, trouble)


def plain(text: str) -> bytes:
    """A value as the bytes of the file it stands for: Secrets hold base64 of it."""
    if text.startswith(INLINE[1]):
        try:
            return a2b_base64(text + "=" * (-len(text) % 4))
        except Error:
            return b""
    return text.replace("\\n", "\n").encode()
