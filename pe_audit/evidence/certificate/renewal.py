"""When a certificate should have been renewed, as a share of its lifetime."""

from __future__ import annotations

from datetime import timedelta

_SOON, _SOON_SHARE = timedelta(days=30), 3  # a certificate of 47 days must not be called due from its second week on
_NOW, _NOW_SHARE = timedelta(days=7), 10


def is_soon(left: timedelta, lifetime: timedelta) -> bool:
    """Whether renewal is due: automatic renewal acts when a third of the lifetime is left."""
    return left <= min(_SOON, lifetime / _SOON_SHARE)


def is_now(left: timedelta, lifetime: timedelta) -> bool:
    """Whether only days are left, or the last tenth of a short lifetime."""
    return left <= min(_NOW, lifetime / _NOW_SHARE)
