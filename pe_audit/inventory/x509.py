"""X.509 certificates: the day from which one holds is the age of its key at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.certificate import CertificateFile
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import File
from pe_audit.inventory.exported import Broken, Exported, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate import Certificate


def keys(data: bytes) -> Iterator[Exported]:
    """The certificates of a file in PEM or DER, without the authorities that issued them. Raises Broken."""
    try:
        found = list(CertificateFile(File("certificate.pem", data, Circumstances())).certificates)
    except Unreadable as error:
        raise Broken(str(error)) from error
    for certificate in [one for one in found if not one.is_ca] or found:
        name = certificate.common_name or next(iter(certificate.dns_names), "") or certificate.name
        yield Exported(
            name_of(name),
            "",
            certificate.not_before.date(),
            fingerprint=certificate.fingerprint,
            purpose=_purpose(certificate),
        )


def _purpose(certificate: Certificate) -> str:
    """Certificates for clients alone authenticate this shop to the gateway; public ones are for servers alone."""
    usages = certificate.usages or ()
    if "clientAuth" in usages and "serverAuth" not in usages:
        return "mtls"
    return "tls" if "serverAuth" in usages and "clientAuth" not in usages else ""
