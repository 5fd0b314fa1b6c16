"""A line as it may be shown: every secret in it replaced by asterisks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN_FROM = 20  # characters: a value this long keeps its first two, so that people know which one is meant


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with every given secret, and whatever else looks like one, replaced by asterisks of its length."""
    for secret in secrets:
        text = text.replace(secret, masked(secret))
    return text


def masked(secret: str) -> str:
    """A secret as it may be shown: same length, at most its first two characters."""
    kept = secret[:2] if len(secret) >= _SHOWN_FROM else ""
    return kept + "*" * (len(secret) - len(kept))
