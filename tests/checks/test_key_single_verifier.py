"""key-single-verifier: asked only when the register says that two keys must verify, or soon will."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.checks.key_single_verifier import check
from pe_audit.evidence.circumstances import Declarations, Key
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed
from pe_audit.options import Config, Options

TODAY = date(2026, 11, 22)
NEW = Key("hook-2", "webhook", TODAY - timedelta(days=20), 1)
OLD = Key("hook-1", "webhook", TODAY - timedelta(days=110), 2, state="verify-only")
ONE = """
import hmac
def pagoefectivo(body, given):
    expected = hmac.new(KEY, body, "sha256").hexdigest()
    return hmac.compare_digest(expected, given)
"""


def observed(text: str, *keys: Key, name: str = "shop/hook.py") -> list[Observed]:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=timezone.utc)
    options = Options(paths=(), root=Path(), config=Config(declared=Declarations(keys=keys)), now=now)
    language = language_of(name)
    assert language is not None
    return list(check(SourceFile(File(name, text.encode(), circumstances_of(options)), language)))


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        ((), False),
        ((NEW,), False),
        ((NEW, OLD), True),
        ((NEW, OLD._replace(state="retired")), False),
        ((NEW, OLD._replace(retired=TODAY)), False),
        ((NEW, OLD._replace(purpose="api")), False),
        ((NEW._replace(purpose="mtls"), OLD._replace(purpose="mtls")), False),
        ((NEW._replace(created=TODAY - timedelta(days=75)),), False),
        ((NEW._replace(created=TODAY - timedelta(days=76)),), True),
        ((NEW._replace(created=TODAY - timedelta(days=400)),), True),
        ((NEW._replace(created=None),), False),
    ],
)
def test_the_register_decides_whether_it_is_asked(keys: tuple[Key, ...], asked: bool) -> None:
    assert [seen.problem is not None for seen in observed(ONE, *keys)] == ([True] if asked else [])


def test_the_message_says_which_function_and_why() -> None:
    (seen,) = observed(ONE, NEW, OLD)
    assert (seen.line, seen.identity) == (5, "pagoefectivo")
    assert seen.problem == (
        "The verifier can hold one key only. pagoefectivo tries a single one, "
        "and the register has an old key that is still to verify."
    )


@pytest.mark.parametrize(
    "line",
    ["for key in keys: pass", "key = ring[kid]", "key = find(key_id)", "KEY_OLD = env()", "rotated = 1", "keyFor(id)"],
)
def test_a_sign_of_several_keys_is_enough(line: str) -> None:
    (seen,) = observed(f"{line}\n{ONE}", NEW, OLD)
    assert seen.problem is None


@pytest.mark.parametrize("line", ["names = Object.keys", "threshold = old_price", "x = array_keys(a)"])
def test_other_words_are_no_sign(line: str) -> None:
    (seen,) = observed(f"{line}\n{ONE}", NEW, OLD)
    assert seen.problem is not None


def test_what_compares_no_mac_is_no_verifier() -> None:
    assert observed("def f(a, b):\n    return a == b and compare_digest(a, b)\n", NEW, OLD) == []
    assert observed(ONE, NEW, OLD, name="tests/hook.py") == []


def test_the_verifier_of_another_provider_is_not_judged() -> None:
    other = ONE.replace("pagoefectivo", "niubiz") + "NAME = 'pagoefectivo'\n"
    assert observed(other, NEW, OLD) == []
    assert observed(other.replace("(body, given):", "(body, given, header='X-Signature'):"), NEW, OLD) == []
    assert len(observed(other.replace("(body, given):", "(body, given, header='PE-Signature'):"), NEW, OLD)) == 1
