"""key-transition-overdue: ninety days after its successor an old key verifies nothing any more."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pe_audit.audit import circumstances_of
from pe_audit.checks import key_predecessor_lost
from pe_audit.checks.key_transition_overdue import check
from pe_audit.evidence.circumstances import Declarations, Key
from pe_audit.evidence.declared import Declared
from pe_audit.model import Observed
from pe_audit.options import Config, Options

TODAY = date(2026, 11, 22)
NEW = Key("hook-2", "webhook", TODAY - timedelta(days=91), 1, 14, 24)
OLD = Key("hook-1", "webhook", TODAY - timedelta(days=181), 5, 14, 24, state="verify-only")


def declared(*keys: Key, today: date = TODAY) -> Declared:
    now = datetime(today.year, today.month, today.day, tzinfo=timezone.utc)
    options = Options(paths=(), root=Path(), config=Config(declared=Declarations(keys=keys)), now=now)
    return Declared("pe-audit.yaml", circumstances_of(options))


def observed(*keys: Key, today: date = TODAY) -> list[Observed]:
    return list(check(declared(*keys, today=today)))


def test_an_old_key_is_reported_where_it_stands_with_the_one_that_replaced_it() -> None:
    (seen,) = observed(NEW, OLD)
    assert (seen.line, seen.identity, [place.line for place in seen.related]) == (5, "hook-1", [1])
    assert seen.problem == (
        "The old key is accepted after its transition. hook-2 replaced hook-1 on 2026-08-23, 91 days ago; "
        "90 are enough."
    )


@given(created=st.dates(date(2000, 2, 1), date(2100, 1, 1)), since=st.integers(0, 400))
@example(created=date(2024, 2, 29), since=90)
@example(created=date(2023, 12, 2), since=91)
def test_the_ninetieth_day_is_the_last(created: date, since: int) -> None:
    new = NEW._replace(created=created)
    old = OLD._replace(created=created - timedelta(days=30))
    (seen,) = observed(new, old, today=created + timedelta(days=since))
    assert (seen.problem is not None) == (since > 90)


@given(since=st.integers(0, 200))
def test_on_every_day_there_is_a_state_of_the_old_key_that_both_rules_accept(since: int) -> None:
    new = NEW._replace(created=TODAY - timedelta(days=since))
    accepted = []
    for state in ("verify-only", "retired"):
        evidence = declared(new, OLD._replace(created=TODAY - timedelta(days=300), state=state))
        seen = [*check(evidence), *key_predecessor_lost.check(evidence)]
        accepted.append(all(one.problem is None for one in seen))
    assert any(accepted)


def test_the_first_successor_begins_the_transition() -> None:
    newer = Key("hook-3", "webhook", TODAY - timedelta(days=5), 9)
    middle = NEW._replace(state="verify-only")
    assert [seen.problem is not None for seen in observed(newer, middle, OLD)] == [False, True]


@pytest.mark.parametrize(
    "keys",
    [
        (OLD,),
        (OLD, NEW._replace(environment="sandbox")),
        (OLD._replace(created=None), NEW),
        (OLD._replace(created=TODAY + timedelta(days=1)), NEW),
    ],
    ids=["nothing newer", "newer elsewhere", "no date", "to come"],
)
def test_without_a_successor_or_a_date_it_is_undecided(keys: tuple[Key, ...]) -> None:
    (seen,) = observed(*keys)
    assert (seen.problem, seen.undecided is not None) == (None, True)


def test_a_successor_of_tomorrow_has_not_begun_it() -> None:
    (seen,) = observed(OLD, NEW._replace(created=TODAY + timedelta(days=1)))
    assert (seen.problem, seen.undecided) == (None, None)


@pytest.mark.parametrize(
    "old",
    [OLD._replace(state="retired"), OLD._replace(state="active"), OLD._replace(retired=TODAY)],
    ids=["retired", "active", "retired today"],
)
def test_only_keys_kept_to_verify_are_subjects(old: Key) -> None:
    assert observed(NEW, old) == []
