"""Certificates, from a file or from the wire: the facts that rules judge, parsed once."""

from pe_audit.evidence.certificate.facts import Certificate, PublicKey, parse
from pe_audit.evidence.certificate.file import CertificateFile

__all__ = ["Certificate", "CertificateFile", "PublicKey", "parse"]
