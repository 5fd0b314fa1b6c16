"""key-too-old: whole UTC days, the ninetieth included."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pe_audit.audit import circumstances_of
from pe_audit.checks.key_too_old import check
from pe_audit.evidence.circumstances import Declarations, Key
from pe_audit.evidence.declared import Declared
from pe_audit.model import Observed
from pe_audit.options import Config, Options


def observed(now: datetime, *created: date | None) -> list[Observed]:
    keys = tuple(Key(f"key-{n}", "webhook", day, line=n, column=14, end_column=24) for n, day in enumerate(created, 1))
    options = Options(paths=(), root=Path(), config=Config(declared=Declarations(keys=keys)), now=now)
    return list(check(Declared("pe-audit.yaml", circumstances_of(options))))


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "created", [date(2026, 1, 1), date(2024, 1, 15), date(2023, 12, 31), date(2024, 2, 29), date(2100, 2, 1)], ids=str
)
def test_the_ninetieth_day_passes_and_the_next_fails(created: date) -> None:
    (last,) = observed(at(created + timedelta(days=90), 23), created)
    (over,) = observed(at(created + timedelta(days=91), 0), created)
    assert (last.problem, last.undecided) == (None, None)
    assert over.problem == f"The key is older than 90 days. key-1 was created on {created}, 91 days ago."


@given(created=st.dates(date(1999, 1, 1), date(2101, 1, 1)), age=st.integers(0, 1500), hour=st.integers(0, 23))
@example(created=date(2024, 2, 29), age=90, hour=0)
@example(created=date(2023, 12, 1), age=91, hour=23)
def test_age_is_counted_in_days_whatever_the_year(created: date, age: int, hour: int) -> None:
    (seen,) = observed(at(created + timedelta(days=age), hour), created)
    assert (seen.problem is not None) == (age > 90)
    assert seen.undecided is None


def test_the_day_is_that_of_utc() -> None:
    lima = timezone(timedelta(hours=-5))
    (before,) = observed(datetime(2026, 4, 1, 18, 59, tzinfo=lima), date(2026, 1, 1))
    (after,) = observed(datetime(2026, 4, 1, 19, 0, tzinfo=lima), date(2026, 1, 1))
    assert before.problem is None
    assert after.problem is not None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 5000))
def test_a_key_from_the_future_is_undecided(today: date, ahead: int) -> None:
    (seen,) = observed(at(today), today + timedelta(days=ahead))
    assert seen.problem is None
    assert seen.undecided is not None


def test_a_key_without_a_date_is_undecided() -> None:
    (seen,) = observed(at(date(2026, 1, 1)), None)
    assert (seen.problem, seen.undecided) == (None, "key key-1 has no `created` date")


def test_every_key_is_a_subject_in_its_place_and_known_by_its_id() -> None:
    today = date(2026, 11, 22)
    seen = observed(at(today), date(2026, 1, 1), today, None)
    assert [(one.line, one.column, one.end_column, one.identity) for one in seen] == [
        (1, 14, 24, "key-1"),
        (2, 14, 24, "key-2"),
        (3, 14, 24, "key-3"),
    ]
    assert [one.problem is not None for one in seen] == [True, False, False]
    assert observed(at(today)) == []


@pytest.mark.parametrize(("state", "seen"), [("active", 1), ("verify-only", 0), ("retired", 0)])
def test_only_keys_in_use_have_an_age(state: str, seen: int) -> None:
    key = Key("key-1", "webhook", date(2020, 1, 1), 1, environment="sandbox", state=state)
    options = Options(paths=(), root=Path(), config=Config(declared=Declarations(keys=(key,))))
    observations = list(check(Declared("pe-audit.yaml", circumstances_of(options))))
    assert len(observations) == seen
    assert all("key-1 (sandbox) was created" in (one.problem or "") for one in observations)
