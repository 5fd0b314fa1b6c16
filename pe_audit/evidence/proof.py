"""What a comparison says of a sender: that his signature is the MAC computed here, or that he knows a shared secret."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.text import decode
from pe_audit.expression import expression
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from pe_audit.evidence.comparison import Comparison
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_LONGEST = 120  # characters of a side that are asked for its name
_CONSTANT = expression(r"(?:[\w\\]+(?:\.|::))*[A-Z][A-Z0-9_]*")


class Kind(Enum):
    """SIGNATURE: a MAC over the message. SECRET: something that only the sender and the shop know."""

    SIGNATURE = "signature"
    SECRET = "secret"


class Proof(NamedTuple):
    """What a comparison proves. `sure`: one side was seen to be computed, the other to be received."""

    kind: Kind
    sure: bool


def proofs_of(source: SourceFile) -> Proofs:
    """What the comparisons of a file are about; made once."""
    known: Proofs | None = source.__dict__.get("_proofs")
    if known is None:
        known = source.__dict__["_proofs"] = Proofs(source)
    return known


class Proofs:
    """What the comparisons of one file are about."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.provenance = Provenance(source)
        self._about: dict[Syntax, str] = {}

    def of(self, one: Comparison) -> Proof | None:
        """What a comparison proves of the sender of a message; None if it is about something else."""
        span, left, right, _ = one
        if any(self._is_no_secret(side) for side in (left, right)):
            return None
        scope = self.source.function(span)
        if not one.constant_time and (
            self._is_assertion(span) or (scope is not None and says(scope.name, "constant time"))
        ):
            return None
        if one.constant_time and says(span.name, "mac"):  # CryptoKit's isValidAuthenticationCode computes it as well
            return Proof(Kind.SIGNATURE, True)
        if self._is_mac(left, right) or self._is_mac(right, left):
            sure = self._says_signature(left) or self._says_signature(right) or self._is_received(left, right)
            return Proof(Kind.SIGNATURE, sure)
        careful = one.constant_time and any(says(side.text[:_LONGEST], "signature") for side in (left, right))
        if careful or self._are_signatures(span, left, right):
            return Proof(Kind.SIGNATURE, False)
        return Proof(Kind.SECRET, False) if self._is_shared_secret(span, left, right) else None

    def _is_no_secret(self, side: Syntax) -> bool:
        if self.provenance.is_constant(side):
            return True
        found = words(side.last_name)
        about = bool(found) and says(found[-1], "about a value")
        return about or re.match(r"typeof\b|len\(|strlen\(|count\(|sizeof\(|Object\.keys", side.text) is not None

    def _is_assertion(self, span: Syntax) -> bool:
        start = self.source.file.line_span(self.source.file.line_number(span.start))[0]
        return span.data[start : span.start].lstrip().startswith((b"assert", b"expect"))

    def _is_mac(self, side: Syntax, other: Syntax) -> bool:
        """A MAC computed here, or a hash over a key as older gateways sign, and not the hash of a password."""
        if says(side.text, "password") or says(other.text, "password"):
            return False
        if self.provenance.is_mac(side):
            return True
        proves = self._says_signature(other) or says(other.last_name, "hashes")
        return proves and self.provenance.is_keyed_hash(side)

    def _says_signature(self, side: Syntax) -> bool:
        return says(side.last_name, "signature")

    def _are_signatures(self, span: Syntax, left: Syntax, right: Syntax) -> bool:
        """Two values that are both called so, where messages are received or signed."""
        sides = (left, right)
        if any(_CONSTANT.fullmatch(side.text) for side in sides):
            return False
        named = [self._says_signature(side) for side in sides]
        if not any(named):
            return False
        expected = any(says(side.last_name, "expected") for side in sides)
        if all(named) and expected:
            return True
        other = sides[named.index(True) - 1]
        if not all(named) and not expected and not says(other.last_name, "received"):
            return False
        return self._is_webhook(span) or b"hmac" in self.source.file.data.lower()

    def _is_received(self, left: Syntax, right: Syntax) -> bool:
        return any(self.provenance.is_from(side, "received") for side in (left, right))

    def _is_shared_secret(self, span: Syntax, left: Syntax, right: Syntax) -> bool:
        sides = (left, right)
        texts = " ".join(side.text for side in sides)
        if says(texts, "typed twice", "page token"):
            return False
        if not any(self._is_credential(side) for side in sides):
            return False
        expected = [self._is_expected(side) for side in sides]
        if expected[0] == expected[1]:
            return False
        received = sides[expected.index(False)]
        if self._is_webhook(span) or any(self.provenance.is_from(side, "webhook") for side in sides):
            return True
        configured = sides[expected.index(True)]
        sent = self.provenance.is_from(received, "header") and self.provenance.is_from(configured, "configured")
        return sent and not says(texts, "password")

    def _is_credential(self, side: Syntax) -> bool:
        return says(side.last_name, "credential") or self.provenance.says(side, "credential")

    def _is_expected(self, side: Syntax) -> bool:
        return (
            says(side.last_name, "expected")
            or (_CONSTANT.fullmatch(side.text) is not None and says(side.text, "credential"))
            or self.provenance.is_from(side, "configured")
        )

    def _is_webhook(self, span: Syntax) -> bool:
        """Whether messages of other machines come in here: the file, class, function or route says so."""
        scope = self.source.function(span) or self.source.whole
        known = self._about.get(scope)
        if known is None:
            functions = [scope, *self.source.around(scope, "function")]
            names = [one.name for one in (*functions, *self.source.around(scope, "class"))]
            routes = [one.text for function in functions for one in self.source.decorators(function)]
            calls = [decode(one.data[one.start : one.start + 120]) for one in self.source.around(scope, "call")]
            known = self._about[scope] = " ; ".join([*self.source.uri.split("/")[-3:], *names, *routes, *calls[:2]])
        return says(known, "webhook")
