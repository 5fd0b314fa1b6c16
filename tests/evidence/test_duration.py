"""Lengths of time, as settings and code write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.evidence.duration import seconds_of


@pytest.mark.parametrize(
    ("text", "name", "seconds"),
    [
        ("7200", "", 7200),
        ("7_200", "ttl", 7200),
        ("120", "ttl_minutes", 7200),
        ("2", "tokenTtlHours", 7200),
        ("7200000", "ttl-ms", 7200),
        ("7200000", "ttl", 7200),
        ("1000001", "ttl", 1_000_001),
        ("60 * 60 * 2", "", 7200),
        ("(60 * 110)", "", 6600),
        ("7200L", "", 7200),
        ("2h", "", 7200),
        ("90 minutes", "", 5400),
        ("500ms", "", 0.5),
        ("PT2H", "", 7200),
        ("P1DT1H", "", 90000),
        ("02:00:00", "", 7200),
        ("1.00:00:00", "", 86400),
        ("TimeSpan.FromHours(2)", "", 7200),
        ("12*time.Hour", "", 43200),
        ("time.Minute * 5", "", 300),
        ("2.hours", "", 7200),
        ("Duration.ofMinutes(110)", "", 6600),
        ("now()->addDay()", "", 86400),
        ("timedelta(hours=1, minutes=30)", "", 5400),
        ("2 * HOUR_IN_SECONDS", "", 7200),
        ("DAY_IN_SECONDS", "", 86400),
    ],
)
def test_a_length_is_read_in_seconds(text: str, name: str, seconds: float) -> None:
    assert seconds_of(text, name) == seconds


@pytest.mark.parametrize(
    "text", ["", "  ", "$ttl", "token", "P", "PT", "2 parsecs", "1" * 200, "${TTL}", "never", "-1"]
)
def test_what_is_no_length_is_none(text: str) -> None:
    assert seconds_of(text) is None


@given(st.text(max_size=200), st.text(max_size=40))
def test_no_text_is_too_strange(text: str, name: str) -> None:
    assert seconds_of(text, name) is None or seconds_of(text, name) >= 0  # type: ignore[operator]


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_clocks_and_iso_say_the_same(hours: int, minutes: int, seconds: int) -> None:
    wanted = hours * 3600 + minutes * 60 + seconds
    assert seconds_of(f"{hours}:{minutes:02}:{seconds:02}") == seconds_of(f"PT{hours}H{minutes}M{seconds}S") == wanted
