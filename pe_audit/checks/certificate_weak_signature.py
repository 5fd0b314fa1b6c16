"""Certificates signed with a hash for which somebody can make a second, forged certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import CertificateFile
    from pe_audit.model import Observed

_BROKEN = {"md2": "MD2", "md4": "MD4", "md5": "MD5", "sha1": "SHA-1"}


def check(evidence: CertificateFile) -> Iterator[Observed]:
    """Every certificate; nobody relies on the signature of one that signed itself."""
    for certificate in evidence.certificates:
        hash = _BROKEN.get(certificate.signature_hash)
        problem = None
        if hash is not None and not certificate.is_self_signed:
            problem = f"The certificate's signature is weak. {certificate.name} is signed with {hash}."
        yield evidence.observe(certificate, problem)
