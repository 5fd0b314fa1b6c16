"""The key register of pe-audit.yaml, read as rotations: which entries are one key through time, and their ages."""

from __future__ import annotations

from datetime import date, timezone
from typing import TYPE_CHECKING

from pe_audit.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pe_audit.evidence.circumstances import Circumstances, Key

# An access key and a secret key are two keys though one purpose has both: these words of an id tell them apart.
_PARTS = frozenset({"access", "secret", "private", "token", "password", "hmac", "client", "certificate", "cert"})
_NOT_KEPT = frozenset({"mtls", "oauth-client"})  # such keys prove who calls now: nothing old is verified


def today(circumstances: Circumstances) -> date:
    """The day of the audit, in UTC."""
    return circumstances.now.astimezone(timezone.utc).date()


def shown(key: Key) -> str:
    """What a message calls the key."""
    return f"{key.id} ({key.environment})" if key.environment else key.id


def age(key: Key, on: date) -> int | None:
    """Whole days since the key was made; None where that day is not known, or is still to come."""
    return (on - key.created).days if key.created is not None and key.created <= on else None


def unknown_age(key: Key) -> str:
    """Why a key has no age, as half a sentence."""
    if key.created is None:
        return f"key {shown(key)} has no `created` date"
    return f"key {shown(key)} was created in the future, on {key.created}"


def is_accepted(key: Key, on: date) -> bool:
    """Whether the shop still accepts what the key signed."""
    return key.state != "retired" and (key.retired is None or key.retired > on)


def outlives_rotation(key: Key) -> bool:
    """Whether something made with the key may have to be verified or decrypted after its rotation."""
    return key.purpose.strip().lower() not in _NOT_KEPT


def line_of(key: Key) -> tuple[str, str, frozenset[str]]:
    """What a key has in common with its predecessors and successors; no environment named is production."""
    return " ".join(words(key.purpose)), key.environment or "production", _PARTS & frozenset(words(key.id))


def predecessor(key: Key, keys: Iterable[Key]) -> Key | None:
    """The key that this one replaced: the last made before it, one without a date where there is no other."""
    if key.created is None:
        return None
    before = [
        other
        for other in keys
        if line_of(other) == line_of(key)
        and (other.created < key.created if other.created is not None else other.state != "active")
    ]
    return max(before, key=lambda other: other.created or date.min, default=None)


def successor(key: Key, keys: Iterable[Key]) -> Key | None:
    """The key that replaced this one: the first made after it."""
    if key.created is None:
        return None
    after = [other for other in keys if line_of(other) == line_of(key) and (other.created or date.min) > key.created]
    return min(after, key=lambda other: other.created or date.max, default=None)
