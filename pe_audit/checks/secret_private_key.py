"""secret-private-key: private keys in any armour or container."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.place import place_of
from pe_audit.evidence.credential.private_keys import PrivateKey, State, private_keys
from pe_audit.evidence.text import Text
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.text import File
    from pe_audit.model import Observed


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Text)
    file = evidence.file
    profiles = [gateway.credentials for gateway in file.circumstances.gateways]
    for key in private_keys(file.data, profiles):
        harmless = key.state is State.HARMLESS
        yield file.observe(
            key.start,
            key.end,
            None if harmless else _problem(key),
            identity=key.kind,
            secrets=() if harmless else key.material,
            precision=None if harmless else _precision(key, file),
        )


def _problem(key: PrivateKey) -> str:
    behind = "behind a passphrase" if key.state is State.LOCKED else "without a passphrase"
    return f"A private key lies in this file. It is: {key.kind}, {behind}."


def _precision(key: PrivateKey, file: File) -> Precision:
    place = place_of(file)
    if place.test or place.example:
        return Precision.LOW
    return Precision.MEDIUM if key.state is State.LOCKED else Precision.VERY_HIGH
