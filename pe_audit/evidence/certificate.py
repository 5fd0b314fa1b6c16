"""Certificates in a file, parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pe_audit.evidence.text import File


class CertificateFile:
    """Evidence for certificate rules."""

    looks_at = "certificate"

    def __init__(self, file: File) -> None:
        self.file = file

    @property
    def uri(self) -> str:
        return self.file.uri
