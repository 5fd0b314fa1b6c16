"""key-rotation-due: the last fifteen days before key-too-old speaks, in whole UTC days."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pe_audit.audit import circumstances_of
from pe_audit.checks import key_rotation_due, key_too_old
from pe_audit.evidence.circumstances import Declarations, Key
from pe_audit.evidence.declared import Declared
from pe_audit.model import Observed
from pe_audit.options import Config, Options


def declared(now: datetime, *keys: Key) -> Declared:
    options = Options(paths=(), root=Path(), config=Config(declared=Declarations(keys=keys)), now=now)
    return Declared("pe-audit.yaml", circumstances_of(options))


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.utc)


def due(now: datetime, created: date | None, state: str = "active") -> list[Observed]:
    return list(key_rotation_due.check(declared(now, Key("key-1", "webhook", created, 4, 14, 24, state=state))))


@given(created=st.dates(date(1999, 1, 1), date(2101, 1, 1)), age=st.integers(0, 400), hour=st.integers(0, 23))
@example(created=date(2024, 2, 29), age=75, hour=23)
@example(created=date(2024, 2, 29), age=76, hour=0)
@example(created=date(2023, 12, 1), age=90, hour=23)
@example(created=date(2023, 12, 1), age=91, hour=0)
def test_a_key_is_fresh_then_due_then_too_old_and_never_two_of_them(created: date, age: int, hour: int) -> None:
    evidence = declared(at(created + timedelta(days=age), hour), Key("key-1", "webhook", created, 1))
    is_due = any(seen.problem for seen in key_rotation_due.check(evidence))
    is_too_old = any(seen.problem for seen in key_too_old.check(evidence))
    assert (is_due, is_too_old) == (76 <= age <= 90, age > 90)


def test_the_message_says_how_old_it_is_and_where() -> None:
    (seen,) = due(at(date(2026, 11, 22)), date(2026, 9, 1))
    assert seen.problem == (
        "The key is due for rotation. key-1 was created on 2026-09-01, 82 days ago; it is too old after 90."
    )
    assert (seen.line, seen.column, seen.end_column, seen.identity) == (4, 14, 24, "key-1")


def test_the_day_is_that_of_utc() -> None:
    lima, created = timezone(timedelta(hours=-5)), date(2026, 1, 1)
    (before,) = due(datetime(2026, 3, 17, 18, 59, tzinfo=lima), created)
    (after,) = due(datetime(2026, 3, 17, 19, 0, tzinfo=lima), created)
    assert (before.problem is None, after.problem is None) == (True, False)


@pytest.mark.parametrize("created", [None, date(2026, 11, 23)], ids=["no date", "tomorrow"])
def test_a_key_without_an_age_is_undecided(created: date | None) -> None:
    (seen,) = due(at(date(2026, 11, 22)), created)
    assert (seen.problem, seen.undecided is not None) == (None, True)


@pytest.mark.parametrize("state", ["verify-only", "retired"])
def test_what_was_replaced_is_not_due(state: str) -> None:
    assert due(at(date(2026, 11, 22)), date(2026, 9, 1), state=state) == []
