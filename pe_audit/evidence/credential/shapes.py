"""Values known by their form: the gateway's own keys, and those of other providers."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pe_audit.evidence.credential.candidate import Candidate, Syntax
from pe_audit.evidence.credential.providers import PROVIDERS, forms
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_RUN = expression(r"(?<![A-Za-z0-9+/=_\-])[A-Za-z0-9]{20}(?![A-Za-z0-9+/=_\-])")


class Shapes:
    """The credential shapes of some gateways, made ready from their profiles."""

    def __init__(self, profiles: Sequence[Mapping[str, Any]]) -> None:
        self._keys = [
            (profile["access_key"]["length"], re.compile(profile["access_key"]["decodes_to"].encode()))
            for profile in profiles
            if "access_key" in profile
        ]
        self._old = [re.compile(p["access_key_old"]["pattern"]) for p in profiles if "access_key_old" in p]
        self._secrets = [re.compile(p["secret_key"]["pattern"]) for p in profiles if "secret_key" in p]
        self._lengths = frozenset(
            shape["length"]
            for profile in profiles
            for shape in profile.values()
            if isinstance(shape, dict) and "length" in shape
        )
        self._samples = frozenset(sample for p in profiles for sample in p.get("samples", ()))
        self._names = tuple(_letters(name) for p in profiles for name in p.get("names", ()))

    def fits_length(self, value: str) -> bool:
        """Whether a value is as long as some key of a gateway: the cheapest test there is."""
        return len(value) in self._lengths

    def is_access_key(self, value: str) -> bool:
        """Whether a value decodes to just what a gateway issues; no context is needed."""
        for length, decodes_to in self._keys:
            if len(value) == length and decodes_to.fullmatch(_decode(value)) is not None:
                return True
        return False

    def is_old_access_key(self, value: str) -> bool:
        return any(pattern.fullmatch(value) for pattern in self._old)

    def may_be_secret_key(self, value: str) -> bool:
        """Length and alphabet fit, and the letters are mixed as random bytes mix them. Paths and hashes do not."""
        return (
            any(pattern.fullmatch(value) for pattern in self._secrets)
            and any(c.isdigit() for c in value)
            and sum(c.isupper() for c in value) >= 6
            and sum(c.islower() for c in value) >= 6
        )

    def is_sample(self, value: str) -> bool:
        return value in self._samples

    def named_in(self, text: str) -> bool:
        """Whether a text names a gateway, however it is spelled: PagoEfectivo, pago_efectivo, ORBIS_…"""
        letters = _letters(text)
        return any(name in letters for name in self._names)

    def found(self, text: str) -> Iterator[Candidate]:
        """Every value in the text that its form alone makes a candidate; the name is the provider's."""
        for match in _RUN.finditer(text):
            value = match.group()
            if self.is_access_key(value) or self.is_old_access_key(value):
                yield Candidate("access key", value, *match.span(), Syntax.SHAPE, "gateway")
        for provider, form in forms():
            if provider.sign in text:
                for match in form.finditer(text):
                    yield Candidate(provider.name, match.group(), *match.span(), Syntax.SHAPE, provider.name)


@lru_cache(maxsize=64)
def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _decode(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except ValueError:
        return b""


@lru_cache(maxsize=1)
def worth() -> Mapping[str, int]:
    """Points by provider name."""
    return {provider.name: provider.worth for provider in PROVIDERS}
