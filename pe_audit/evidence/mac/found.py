"""What is known of one MAC, and which value is which MAC."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax


@dataclass(frozen=True, slots=True)
class Mac:
    """One MAC or digest that may serve as a signature.

    `call` gives the value; `begun` is where it begins (the same, or `createHmac` of `createHmac(…).update(…)`).
    `algorithm`: sha256, sha1, md5, sha3-256 …, empty if unknown. `keyed`: an HMAC; a plain digest has a `key` only if
    a secret is hashed along with its message, and proves nothing without. `encoding` of what the call gives: hex, HEX,
    base64, raw, or empty if unknown. `updated`: false where no message was ever fed to it: a constant. `swapped`: the
    secret stands for the message. `verifies`: the received signature, where the call compares too (subtle.verify).
    `within`: for a call of a function of this file, the MAC in that function; key and messages are what the caller
    gives for them. `opaque`: known by the name of a function of another file only.
    """

    source: SourceFile = field(repr=False, compare=False)
    call: Syntax
    begun: Syntax
    algorithm: str = ""
    keyed: bool = True
    key: Syntax | None = None
    messages: tuple[Syntax, ...] = ()
    encoding: str = ""
    updated: bool = True
    swapped: bool = False
    verifies: Syntax | None = None
    within: Mac | None = None
    opaque: bool = False

    @property
    def message(self) -> Syntax | None:
        """The first of what is signed."""
        return self.messages[0] if self.messages else None


def among(found: Iterable[Mac], values: Iterable[Syntax]) -> Mac | None:
    """The first of the values that is a MAC."""
    places = {(one.start, one.end): mac for mac in found for one in (mac.begun, mac.call)}
    return next((mac for one in values if (mac := places.get((one.start, one.end))) is not None), None)
