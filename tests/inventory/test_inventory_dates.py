"""Timestamps as stores write them, and the UTC day they fall on."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.inventory.exported import day_of, name_of

MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1))
OFFSETS = st.integers(-14 * 60, 14 * 60)


@given(moment=MOMENTS, minutes=OFFSETS)
def test_the_day_is_that_in_utc_whatever_offset_the_clock_had(moment: datetime, minutes: int) -> None:
    there = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    expected = there.astimezone(timezone.utc).date()
    assert day_of(there.isoformat()) == expected
    assert day_of(there.timestamp()) == expected


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-08-24T22:00:00.500000-05:00", date(2026, 8, 25)),
        ("2026-08-25T04:59:59.123456789Z", date(2026, 8, 25)),
        ("2026-08-25 04:59:59", date(2026, 8, 25)),
        ("2026-08-25T00:30:00+0100", date(2026, 8, 24)),
        ("2026-08-25", date(2026, 8, 25)),
        (1787615999.9, date(2026, 8, 24)),
        (1787616000, date(2026, 8, 25)),
    ],
)
def test_every_form_that_exports_have(written: object, day: date) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "N/A",
        "no_information",
        "2026-02-30",
        "2026-08-25T25:00:00Z",
        "0001-01-01T00:00:00Z+01:00",
        "0001-01-01T00:00:00+14:00",
        None,
        True,
        0,
        -1,
        1e300,
        float("nan"),
        float("inf"),
        10**30,
        [],
        {},
    ],
    ids=repr,
)
def test_what_is_no_date_is_none(written: object) -> None:
    assert day_of(written) is None


def test_a_name_cannot_steer_a_screen_nor_fill_it() -> None:
    assert name_of("a\x1b[2J\n\u202eb" + "c" * 999) == ("a[2Jb" + "c" * 999)[:200]
