"""A file as evidence for certificate rules: its certificates, and the private keys that may belong to them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.encoded import certificates_in
from pe_audit.evidence.credential.private_keys import State, private_keys
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.certificate.facts import Certificate
    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.credential.private_keys import PrivateKey
    from pe_audit.evidence.text import File

_TRUST_STORE = expression(r"(?:root|ca|trusted)[\-_]?cert(?:ificate)?s/|trust[\-_]?(?:store|anchors)", re.IGNORECASE)
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
        is_store = len(parsed) > _TRUST_STORE_OVER or _TRUST_STORE.search(self.uri) is not None
        if is_store and all(one.is_ca or one.issuer == one.subject for one in parsed):
            return
        yield from parsed
        if broken:
            raise Unreadable(broken, self.looks_at)

    @cached_property
    def _parsed(self) -> tuple[tuple[Certificate, ...], str]:
        """Every certificate of the file, and why others could not be read."""
        return certificates_in(self.file)

    @cached_property
    def private_keys(self) -> tuple[PrivateKey, ...]:
        """The private keys of the file that are not mere samples."""
        profiles = [gateway.credentials for gateway in self.circumstances.gateways]
        return tuple(key for key in private_keys(self.file.data, profiles) if key.state is not State.HARMLESS)

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
