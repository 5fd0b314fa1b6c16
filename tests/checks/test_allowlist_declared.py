"""The rules on declared addresses: egress and registered ones, entries, and what keeps them current."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.checks import (
    allowlist_egress_mismatch,
    allowlist_invalid_entry,
    allowlist_private_address,
    allowlist_static_only,
)
from pe_audit.evidence.circumstances import Declarations, Entry
from pe_audit.evidence.declared import Declared
from pe_audit.options import Config, Options


def told(**lists: list[str] | str) -> Declared:
    """A declaration; each entry stands on a line of its own, counted through all lists."""
    lines = iter(range(1, 100))

    def entries(value: list[str] | str) -> object:
        return (
            Entry(value, next(lines)) if isinstance(value, str) else tuple(Entry(text, next(lines)) for text in value)
        )

    declarations = Declarations()._replace(**{name: entries(value) for name, value in lists.items()})  # type: ignore[arg-type]
    config = Config(declared=declarations)
    return Declared("pe-audit.yaml", circumstances_of(Options(paths=(), root=Path(), config=config)))


@pytest.mark.parametrize(
    ("egress", "registered", "wrong"),
    [
        (["190.12.1.7"], ["190.12.1.7"], {}),
        (["190.12.1.0/30"], ["190.12.1.0/31", "190.12.1.2/31"], {}),
        (["190.12.1.7"], ["190.12.1.8"], {1: "190.12.1.7", 2: "190.12.1.8"}),
        (["190.12.1.0/30"], ["190.12.1.0/31"], {1: "190.12.1.2/31"}),
        (["190.12.1.7"], ["190.12.1.7", "190.12.1.9"], {3: "190.12.1.9"}),
        (["::ffff:190.12.1.7"], ["190.12.1.7"], {}),
    ],
)
def test_what_one_list_has_and_the_other_has_not_is_named(
    egress: list[str], registered: list[str], wrong: dict[int, str]
) -> None:
    seen = list(allowlist_egress_mismatch.check(told(egress=egress, registered=registered)))
    assert len(seen) == len(egress) + len(registered)
    assert {one.line: one.problem.rpartition(": ")[2].rstrip(".") for one in seen if one.problem} == wrong


@pytest.mark.parametrize("lists", [{"egress": ["190.12.1.7"]}, {"registered": ["190.12.1.7"]}])
def test_one_list_without_the_other_is_undecided(lists: dict[str, list[str]]) -> None:
    (seen,) = allowlist_egress_mismatch.check(told(**lists))
    assert seen.problem is None
    assert seen.undecided is not None


def test_without_either_list_there_is_no_subject() -> None:
    assert list(allowlist_egress_mismatch.check(told())) == []


def test_an_address_that_is_none_leaves_the_comparison_undecided() -> None:
    seen = list(allowlist_egress_mismatch.check(told(egress=["190.12.1.7"], registered=["shop.example.pe"])))
    assert [one.problem for one in seen] == [None, None]
    assert all(one.undecided for one in seen)


@pytest.mark.parametrize(
    ("lists", "problems"),
    [
        ({"egress": ["10.0.0.1", "190.12.1.7"]}, [True, False]),
        ({"registered": ["100.64.0.1"]}, [True]),
        ({"allowlist": ["10.0.0.0/8", "192.0.2.0/24", "190.12.0.0/16"]}, [False, True, False]),
        ({"allowlist": ["0.0.0.0/0"]}, [False]),
        ({"egress": ["0.0.0.0/0"]}, [True]),
        ({"gateway_ranges": ["10.0.0.0/8"]}, []),
    ],
)
def test_own_addresses_are_public_and_callers_may_be_internal(
    lists: dict[str, list[str]], problems: list[bool]
) -> None:
    assert [bool(one.problem) for one in allowlist_private_address.check(told(**lists))] == problems


def test_an_own_address_that_is_none_is_undecided() -> None:
    (seen,) = allowlist_private_address.check(told(egress=["shop.example.pe"]))
    assert (seen.problem, bool(seen.undecided)) == (None, True)


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        (["198.51.100.0/24"], {}),
        (["198.51.100.0/24", "198.51.100.0/24"], {2: "already in line 1"}),
        (["198.51.100.0/24", "198.51.100.128/25"], {2: "already admitted by line 1"}),
        (["198.51.100.128/25", "198.51.100.0/24"], {}),
        (["198.51.100.0/25", "198.51.100.128/25", "198.51.100.0/24"], {3: "already admitted by line 1"}),
        (["198.51.100.9/24"], {1: "stands for 198.51.100.0/24"}),
        (["198.051.100.0/24"], {1: "leading zeros"}),
        (["gw.example.pe"], {1: "host name"}),
        (["::ffff:198.51.100.0/120", "198.51.100.0/24"], {2: "already in line 1"}),
    ],
)
def test_an_entry_that_does_something_else_is_named(entries: list[str], wrong: dict[int, str]) -> None:
    seen = list(allowlist_invalid_entry.check(told(allowlist=entries)))
    assert len(seen) == len(entries)
    assert {one.line for one in seen if one.problem} == set(wrong)
    assert all(wrong[one.line] in one.problem for one in seen if one.problem)


def test_a_variable_is_no_mistake_but_not_known_either() -> None:
    (seen,) = allowlist_invalid_entry.check(told(allowlist=["${GATEWAY_CIDR}"]))
    assert (seen.problem, bool(seen.undecided)) == (None, True)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("a nightly job", False),
        ("Terraform, from a list that the gateway mails", False),
        ("our provider does it", False),
        ("none", True),
        ("nobody", True),
        ("No", True),
        ("manually", True),
        ("by hand", True),
        ("a script, started by hand", False),
        ("not by hand: a job", False),
    ],
)
def test_what_keeps_a_list_current_is_judged_by_its_words(said: str, wrong: bool) -> None:
    (seen,) = allowlist_static_only.check(told(gateway_ranges=["190.12.1.7"], updates=said))
    assert bool(seen.problem) is wrong


def test_a_declared_list_without_a_word_on_updates_is_undecided_and_none_is_no_subject() -> None:
    (seen,) = allowlist_static_only.check(told(gateway_ranges=["190.12.1.7"]))
    assert (seen.problem, bool(seen.undecided)) == (None, True)
    assert list(allowlist_static_only.check(told())) == []
