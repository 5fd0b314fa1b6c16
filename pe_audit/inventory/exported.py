"""One key as a store's export shows it: its name and its dates, never its value."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST_NAME = 200
_UNPRINTABLE = expression(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_MOMENT = expression(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE | re.ASCII
)
_LAST_SECOND = 253_402_300_799  # of the year 9999, since 1970


class Broken(ValueError):
    """An export that cannot be read; says why and quotes nothing."""


class Exported(NamedTuple):
    """A key in a store. `created` is the UTC day on which its present value was made, None where nothing says.

    `is_exact`: whether that is a date of the value; else it is that of the entry that holds it, and a value put there
    later is younger. `is_retired`: the store no longer gives it out. `note`: what its owner should know.
    """

    id: str
    store: str
    created: date | None = None
    is_exact: bool = True
    is_retired: bool = False
    retired: date | None = None
    fingerprint: str = ""
    purpose: str = ""
    environment: str = ""
    note: str = ""


class Version(NamedTuple):
    """One version of a key: when it was made, and whether the store gives it out."""

    created: date | None
    is_enabled: bool
    number: str = ""


def newest(versions: Iterable[Version]) -> Version | None:
    """The version in use: the youngest enabled one, or else the youngest."""
    return max(versions, key=lambda version: (version.is_enabled, version.created or date.min), default=None)


def name_of(value: object) -> str:
    """A name fit for the register and the screen; empty for anything but text."""
    return _UNPRINTABLE.sub("", value)[:_LONGEST_NAME].strip() if isinstance(value, str) else ""


def day_of(value: object) -> date | None:
    """The UTC day of a timestamp as stores write them: RFC 3339 with any offset (none: UTC), or seconds since 1970."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not 0 < value <= _LAST_SECOND:
            return None
        return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=int(value))).date()
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    day, hour, minute, second, zone = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day} {hour or '00'}:{minute or '00'}:{second or '00'}")
        return (moment - _offset(zone)).date()
    except (ValueError, OverflowError):
        return None


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone in "Zz":
        return timedelta()
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def items_of(data: Any, key: str = "") -> list[Mapping[str, Any]]:
    """The mappings in a list, or in the list under a key; one mapping alone counts as a list of one."""
    if key:
        data = data.get(key) if isinstance(data, dict) else None
    elif isinstance(data, dict):
        data = [data]
    return [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []


def mapping_of(data: Any, key: str) -> Mapping[str, Any]:
    """The mapping under a key, empty where there is none."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}
