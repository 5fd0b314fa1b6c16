"""Certificates whose key can be computed from what everybody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import CertificateFile, PublicKey
    from pe_audit.model import Observed

_SHORTEST = {"RSA": 2048, "EC": 256}  # bits: NIST SP 800-57 part 1, table 2, 112 and 128 bits of strength
_SMALLEST_EXPONENT = 65537  # NIST SP 800-89 §5.3.3


def check(evidence: CertificateFile) -> Iterator[Observed]:
    """Every certificate whose key can be read."""
    for certificate in evidence.certificates:
        is_root = certificate.is_ca and certificate.is_self_signed
        problem, undecided = _judged(certificate.key, is_root=is_root)
        if problem is not None:
            problem = f"The certificate has a weak key. {certificate.name} has {problem}."
        yield evidence.observe(certificate, problem, undecided=undecided)


def _judged(key: PublicKey, *, is_root: bool) -> tuple[str | None, str | None]:
    """What kind of weak key it is, or why that cannot be said, or neither."""
    shortest = _SHORTEST.get(key.kind, 0)
    if not key.kind:
        return None, "the certificate's key is of a kind or on a curve that cannot be read"
    if key.kind == "DSA":
        return f"a DSA key of {key.bits} bits: DSA is no longer approved for signatures", None
    if key.bits < shortest:
        kind = "an elliptic curve key" if key.kind == "EC" else f"an {key.kind} key"
        return f"{kind} of {key.bits} bits: at least {shortest} are needed", None
    if key.kind == "RSA" and key.exponent < _SMALLEST_EXPONENT and not is_root:  # old roots that all trust have 3
        return f"an RSA key with the public exponent {key.exponent}: it should be {_SMALLEST_EXPONENT}", None
    return None, None
