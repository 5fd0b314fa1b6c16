"""key-predecessor-lost: for ninety days after a rotation the key before it still verifies."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.audit import circumstances_of
from pe_audit.checks.key_predecessor_lost import check
from pe_audit.evidence.circumstances import Declarations, Key
from pe_audit.evidence.declared import Declared
from pe_audit.model import Observed
from pe_audit.options import Config, Options

TODAY = date(2026, 11, 22)


def observed(*keys: Key, today: date = TODAY) -> list[Observed]:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=timezone.utc)
    options = Options(paths=(), root=Path(), config=Config(declared=Declarations(keys=keys)), now=now)
    return list(check(Declared("pe-audit.yaml", circumstances_of(options))))


def days_ago(days: int, today: date = TODAY) -> date:
    return today - timedelta(days=days)


NEW = Key("hook-2", "webhook", days_ago(30), 1)
OLD = Key("hook-1", "webhook", days_ago(120), 2, state="verify-only")


def problems(*keys: Key) -> list[bool]:
    return [seen.problem is not None for seen in observed(*keys)]


def test_a_kept_predecessor_is_sound_in_every_state_that_verifies() -> None:
    assert problems(NEW, OLD) == [False]
    assert problems(NEW, OLD._replace(state="active")) == [False]
    assert problems(NEW, OLD._replace(retired=days_ago(-60))) == [False]


def test_a_retired_predecessor_is_reported_where_the_new_key_stands() -> None:
    (seen,) = observed(
        NEW._replace(line=7, column=3, end_column=13), OLD._replace(state="retired", retired=days_ago(9))
    )
    assert (seen.line, seen.column, seen.end_column, seen.identity) == (7, 3, 13, "hook-2")
    assert seen.problem == (
        "The previous key is no longer accepted. hook-1 was retired on 2026-11-13, but hook-2 replaced it only on "
        "2026-10-23; keep it to verify for 90 days."
    )


@pytest.mark.parametrize("retired", [None, days_ago(1), days_ago(200)], ids=["no day", "yesterday", "before"])
def test_it_does_not_matter_when_it_was_retired_within_the_transition(retired: date | None) -> None:
    assert problems(NEW, OLD._replace(state="retired", retired=retired)) == [True]


def test_a_key_that_is_called_retired_is_so_whatever_day_stands_beside_it() -> None:
    (seen,) = observed(NEW, OLD._replace(state="retired", retired=days_ago(-100)))
    assert seen.problem is not None and "was retired, but" in seen.problem


def test_a_day_of_retirement_that_has_passed_ends_the_key_whatever_its_state_says() -> None:
    assert problems(NEW, OLD._replace(retired=days_ago(0))) == [True]


@given(since=st.integers(0, 200), planned=st.integers(1, 200))
def test_the_transition_is_ninety_days_and_not_one_more(since: int, planned: int) -> None:
    new = NEW._replace(created=days_ago(since))
    old = OLD._replace(created=days_ago(since + 50))
    assert problems(new, old._replace(state="retired")) == [since < 90]
    assert problems(new, old._replace(retired=days_ago(-planned))) == [since < 90 and since + planned < 90]


@pytest.mark.parametrize(
    "other",
    [
        OLD._replace(purpose="api", state="retired"),
        OLD._replace(environment="sandbox", state="retired"),
        OLD._replace(created=days_ago(2), state="retired"),
        OLD._replace(id="hook-access-key", state="retired"),
    ],
    ids=["another purpose", "another environment", "younger", "another part of the credentials"],
)
def test_what_the_key_did_not_replace_is_not_its_predecessor(other: Key) -> None:
    assert observed(NEW, other) == []


def test_no_environment_means_production_and_spelling_of_a_purpose_does_not_matter() -> None:
    old = OLD._replace(environment="production", purpose="Webhook ", state="retired")
    assert problems(NEW, old) == [True]


def test_the_last_key_before_counts_not_those_before_it() -> None:
    older = Key("hook-0", "webhook", days_ago(300), 3, state="retired", retired=days_ago(130))
    assert problems(NEW, OLD, older) == [False]
    assert problems(older, NEW, OLD._replace(state="retired")) == [True]


def test_a_retired_key_without_a_date_came_before() -> None:
    assert problems(NEW, OLD._replace(created=None, state="retired")) == [True]


@pytest.mark.parametrize("purpose", ["mtls", "oauth-client"])
def test_keys_that_prove_who_calls_leave_nothing_to_verify(purpose: str) -> None:
    assert observed(NEW._replace(purpose=purpose), OLD._replace(purpose=purpose, state="retired")) == []


@pytest.mark.parametrize("created", [None, days_ago(-3)], ids=["no date", "to come"])
def test_a_new_key_without_an_age_is_undecided(created: date | None) -> None:
    (seen,) = observed(NEW._replace(created=created), OLD._replace(state="retired"))
    assert (seen.problem, seen.undecided is not None) == (None, True)


def test_the_only_key_is_the_first() -> None:
    assert observed(NEW) == []
    assert observed() == []
