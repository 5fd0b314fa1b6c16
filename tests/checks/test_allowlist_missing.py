"""allowlist-missing: what guards the callback anywhere counts; without the gateway's ranges nothing is decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.checks.allowlist_missing import check
from pe_audit.evidence.circumstances import Callback, Declarations, Entry
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.text import File
from pe_audit.formats.nginx import read
from pe_audit.model import Observed
from pe_audit.options import Config, Options

_RANGE = (Entry("198.51.100.0/24", 2),)
_URL = Callback(Entry("https://shop.example.pe/pagoefectivo/webhook", 5))


def location(rules: str, path: str = "/pagoefectivo/webhook") -> str:
    return f"server {{ location {path} {{ {rules} }} }}"


def audited(*texts: str, uri: str = "nginx{}.conf", **told: object) -> list[Observed]:
    declared = Declarations()._replace(**told)  # type: ignore[arg-type]
    circumstances = circumstances_of(Options(paths=(), root=Path(), config=Config(declared=declared)))
    files = tuple(
        SettingsFile(File(uri.format(number), text.encode(), circumstances), "nginx", read)
        for number, text in enumerate(texts)
    )
    return list(check(Project(".", frozenset(), (), files, circumstances, declared_in="pe-audit.yaml")))


@pytest.mark.parametrize(
    ("texts", "told", "problems"),
    [
        ([location("")], {}, [None]),
        ([location("")], {"gateway_ranges": _RANGE}, ["nginx0.conf"]),
        ([location(""), location("deny all;")], {"gateway_ranges": _RANGE}, ["", ""]),
        ([location("")], {"gateway_ranges": _RANGE, "allowlist": _RANGE}, [""]),
        ([location("deny all;")], {}, [""]),
        ([], {"callbacks": (_URL,)}, [None]),
        ([], {"callbacks": (_URL,), "gateway_ranges": _RANGE}, ["pe-audit.yaml"]),
        ([location("")], {"callbacks": (_URL,), "gateway_ranges": _RANGE}, ["nginx0.conf"]),
        ([location("deny all;")], {"callbacks": (_URL,), "gateway_ranges": _RANGE}, [""]),
        ([location("", "/shop")], {"gateway_ranges": _RANGE}, []),
        ([location("", "/webhooks/orders")], {"gateway_ranges": _RANGE}, []),
        ([location("", "/pagoefectivo/logo.svg")], {"gateway_ranges": _RANGE}, []),
        ([], {"callbacks": (_URL._replace(environment="sandbox"),), "gateway_ranges": _RANGE}, []),
        ([], {"gateway_ranges": _RANGE}, []),
    ],
)
def test_a_callback_is_open_where_no_list_guards_it(
    texts: list[str], told: dict[str, object], problems: list[str | None]
) -> None:
    """Expected: where the problem stands, nothing for a sound callback, None for an undecided one."""
    seen = audited(*texts, **told)  # type: ignore[arg-type]
    assert [None if one.undecided else (one.uri if one.problem else "") for one in seen] == problems


def test_a_list_of_some_callback_leaves_it_undecided() -> None:
    (seen,) = audited(location("deny all;", "/webhooks/orders"), location(""), gateway_ranges=_RANGE)
    assert seen.undecided is not None and "some callback" in seen.undecided


def test_a_file_that_cannot_be_read_may_hold_the_list() -> None:
    (seen,) = audited("server {", location(""), gateway_ranges=_RANGE)
    assert seen.undecided is not None and "nginx0.conf" in seen.undecided


def test_what_is_only_an_example_opens_nothing() -> None:
    assert audited(location(""), uri="docs/examples/nginx{}.conf", gateway_ranges=_RANGE) == []
