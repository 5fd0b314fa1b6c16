"""allowlist-too-broad: the union is judged, not the entry; only lists that guard the callback."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.checks.allowlist_too_broad import check
from pe_audit.evidence.circumstances import Declarations, Entry
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.text import File
from pe_audit.formats.nginx import read
from pe_audit.model import Observed, Precision
from pe_audit.options import Config, Options


def declared(*entries: str) -> list[Observed]:
    declarations = Declarations(allowlist=tuple(Entry(text, number) for number, text in enumerate(entries, 1)))
    options = Options(paths=(), root=Path(), config=Config(declared=declarations))
    return list(check(Declared("pe-audit.yaml", circumstances_of(options))))


def in_nginx(text: str, format: str = "nginx") -> list[Observed]:
    circumstances = circumstances_of(Options(paths=(), root=Path(), config=Config()))
    file = SettingsFile(File("nginx.conf", text.encode(), circumstances), format, read)
    return list(check(Project(".", frozenset({file.uri}), (), (file,), circumstances)))


def location(rules: str, path: str = "/pagoefectivo/webhook") -> str:
    return "server { location " + path + " { " + rules + " } }"


@pytest.mark.parametrize(
    ("entries", "broad"),
    [
        (["0.0.0.0/0"], [0]),
        (["::/0"], [0]),
        (["0.0.0.0/1", "128.0.0.0/1"], [0, 1]),
        (["11.0.0.0/8"], [0]),
        (["11.0.0.0/9"], []),
        (["11.0.0.0/9", "11.128.0.0/9"], [0]),
        (["11.0.0.0/9", "12.0.0.0/9"], [0]),
        (["11.0.0.0/9", "11.0.0.0/9"], []),
        (["198.51.100.0/24", "11.0.0.0/8"], [1]),
        (["11.0.0.0/16", "11.0.0.0/8"], [1]),
        (["2600::/16"], [0]),
        (["2600::/17"], []),
        (["::ffff:0:0/96"], [0]),
        (["198.51.100.0/24", "2001:db8::/32"], []),
    ],
    ids=lambda value: " ".join(value) if value and isinstance(value[0], str) else "",
)
def test_more_than_a_gateway_can_have_is_too_broad(entries: list[str], broad: list[int]) -> None:
    seen = declared(*entries)
    assert len(seen) == len(entries)
    assert [number for number, one in enumerate(seen) if one.problem] == broad


def test_all_quarters_of_the_internet_are_named_together() -> None:
    quarters = declared("0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2")
    assert all(one.problem and one.problem.endswith("the entries beside it admit everybody.") for one in quarters)


def test_an_entry_that_is_no_address_leaves_the_list_undecided() -> None:
    *entries, whole = declared("gw.example.pe", "198.51.100.0/24")
    assert [one.problem for one in entries] == [None, None]
    assert whole.undecided is not None


@pytest.mark.parametrize(
    ("rules", "problems"),
    [
        ("allow 198.51.100.0/24; deny all;", [None]),
        ("allow 198.51.100.0/24;", ["nobody out"]),
        ("allow 198.51.100.0/24; allow 198.51.101.0/24;", [None, "nobody out"]),
        ("allow 198.51.100.0/24; deny 10.0.0.0/8;", ["nobody out"]),
        ("allow 198.51.100.0/24; deny 0.0.0.0/0; deny ::/0;", [None]),
        ("allow 198.51.100.0/24; deny 0.0.0.0/0;", ["nobody out"]),
        ("deny all; allow all;", [None]),
        ("allow all; deny all;", ["too many"]),
        ("allow all; allow 0.0.0.0/0;", ["too many", None]),
        ("deny 10.0.0.0/8;", []),
        ("deny all;", []),
    ],
)
def test_nginx_decides_by_the_first_rule_that_fits(rules: str, problems: list[str | None]) -> None:
    seen = in_nginx(location(rules))
    assert len(seen) == len(problems)
    for one, words in zip(seen, problems, strict=True):
        assert (one.problem is None) if words is None else words in (one.problem or "")


def test_the_first_sentence_is_stable_and_short() -> None:
    seen = in_nginx(location("allow all;")) + in_nginx(location("allow 198.51.100.1;"))
    assert {(one.problem or "").partition(". ")[0] for one in seen} == {
        "The callback's allowlist admits far too many addresses",
        "The callback's allowlist shuts nobody out",
    }


def test_a_location_that_is_some_callback_makes_a_less_sure_finding() -> None:
    assert [one.precision for one in in_nginx(location("allow all;", "/webhooks/orders"))] == [Precision.MEDIUM]
    assert [one.precision for one in in_nginx(location("allow all;"))] == [None]


@pytest.mark.parametrize("path", ["/", "/shop", "/webhooks/stripe", "/auth/callback", "/notifications/socket"])
def test_what_is_open_to_the_world_by_right_is_no_subject(path: str) -> None:
    assert in_nginx(location("allow all;", path)) == []


def test_a_list_in_an_included_file_leaves_the_end_undecided() -> None:
    allowed, whole = in_nginx(location("allow 198.51.100.0/24; include allowed-ips.conf;"))
    assert allowed.problem is None
    assert whole.undecided is not None and "includes allowed-ips.conf" in whole.undecided


def test_a_server_that_is_called_like_the_callback_is_judged_as_a_whole() -> None:
    (seen,) = in_nginx("server { server_name pagoefectivo.example.pe; allow 0.0.0.0/0; }")
    assert seen.problem is not None


def test_other_formats_have_no_lists() -> None:
    assert in_nginx(location("allow all;"), "yaml") == []
