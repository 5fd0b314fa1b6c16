"""allowlist-gap: the remainder is exact, the order is nginx's, and nothing passes that was not declared."""

from __future__ import annotations

from datetime import date, datetime, timezone
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.audit import circumstances_of
from pe_audit.checks.allowlist_gap import check
from pe_audit.evidence.circumstances import Callback, Circumstances, Declarations, Entry
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.text import File
from pe_audit.formats.nginx import read
from pe_audit.model import Observed
from pe_audit.options import Config, Options

_RANGE = "198.51.100.0/24"


def told(*ranges: str, **declared: object) -> Circumstances:
    entries = tuple(Entry(text, number) for number, text in enumerate(ranges, 1))
    declarations = Declarations(gateway_ranges=entries)._replace(**declared)  # type: ignore[arg-type]
    now = datetime(2026, 11, 22, tzinfo=timezone.utc)
    return circumstances_of(Options(paths=(), root=Path(), config=Config(declared=declarations), now=now))


def in_nginx(text: str, circumstances: Circumstances) -> list[Observed]:
    file = SettingsFile(File("nginx.conf", text.encode(), circumstances), "nginx", read)
    return list(check(Project(".", frozenset({file.uri}), (), (file,), circumstances)))


def location(*rules: str, path: str = "/pagoefectivo/webhook") -> str:
    return "server {\n location " + path + " {\n" + "".join(f"  {rule};\n" for rule in rules) + " }\n}\n"


def missing(seen: Observed) -> str | None:
    return seen.problem and seen.problem.partition("Not admitted: ")[2].rstrip(".")


@pytest.mark.parametrize(
    ("rules", "remainder"),
    [
        (["allow 198.51.100.0/24", "deny all"], None),
        (["allow 198.51.100.0/25", "allow 198.51.100.128/25", "deny all"], None),
        (["allow 198.51.100.0/25", "deny all"], "198.51.100.128/25"),
        (["deny 198.51.100.7", "allow 198.51.100.0/24", "deny all"], "198.51.100.7"),
        (["allow 198.51.100.0/24", "deny 198.51.100.7", "deny all"], None),
        (["deny all", "allow 198.51.100.0/24"], "198.51.100.0/24"),
        (["deny all"], "198.51.100.0/24"),
        (["allow 10.0.0.0/8"], None),
        (["deny 198.51.100.128/25"], "198.51.100.128/25"),
        (["allow 198.51.100.9/25", "deny all"], "198.51.100.128/25"),
        (["allow unix:", "allow ::/0", "deny all"], "198.51.100.0/24"),
        (["allow all"], None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_the_remainder_is_what_nginx_denies(rules: list[str], remainder: str | None) -> None:
    (seen,) = in_nginx(location(*rules), told(_RANGE))
    assert (missing(seen), seen.undecided) == (remainder, None)


_CORNER = st.builds(
    lambda length, host: str(
        ip_network((int(ip_network("198.51.100.0").network_address) + host, length), strict=False)
    ),
    st.integers(24, 32),
    st.integers(0, 255),
)


@given(st.lists(st.tuples(st.booleans(), _CORNER), min_size=1, max_size=8), st.booleans())
def test_the_remainder_agrees_with_asking_nginx_for_every_address(rules: list[tuple[bool, str]], closed: bool) -> None:
    def admits(address: int) -> bool:
        for allow, network in rules:
            if int(ip_network(network)[0]) <= address <= int(ip_network(network)[-1]):
                return allow
        return not closed

    wanted = {int(address) for address in ip_network(_RANGE) if not admits(int(address))}
    lines = [f"{'allow' if allow else 'deny'} {network}" for allow, network in rules]
    lines += ["deny all"] if closed else []
    (seen,) = in_nginx(location(*lines), told(_RANGE))
    assert (seen.problem is None) == (not wanted)
    shown = missing(seen) or ""
    if not shown.endswith("and more"):
        assert {int(one) for part in shown.split(", ") if part for one in ip_network(part)} == wanted


def test_without_declared_ranges_nothing_passes() -> None:
    (seen,) = in_nginx(location("allow 198.51.100.0/24", "deny all"), told())
    assert seen.problem is None
    assert seen.undecided is not None and "ask PagoEfectivo" in seen.undecided
    (seen,) = check(Declared("pe-audit.yaml", told(allowlist=(Entry(_RANGE, 3, 7),))))
    assert (seen.line, seen.column, seen.end_column, seen.problem) == (3, 7, 22, None)
    assert seen.undecided is not None


def test_each_declared_range_is_a_subject_in_its_place() -> None:
    circumstances = told(_RANGE, "2001:db8::/32", allowlist=(Entry("198.51.100.0/24", 9), Entry("2001:db8::/33", 10)))
    sound, lacking = check(Declared("pe-audit.yaml", circumstances))
    assert (sound.line, sound.problem) == (1, None)
    assert (lacking.line, missing(lacking)) == (2, "2001:db8:8000::/33")
    assert list(check(Declared("pe-audit.yaml", told(_RANGE)))) == []


@pytest.mark.parametrize(
    ("text", "declared", "reason"),
    [
        (location("allow gw.example.pe", "deny all"), {}, "neither an address nor a network"),
        (location("include gateway-allow.conf", "deny all"), {}, "includes gateway-allow.conf"),
        (
            "geo $ok { default 0; include gateway.geo; }" + location("if ($ok = 0) { return 403; } internal"),
            {},
            "geo or map",
        ),
        (location("allow 10.0.0.1", "deny all", path="/webhooks/orders"), {}, "under callbacks"),
        (location(f"allow {_RANGE}", "deny all"), {"gateway_retrieved": date(2026, 5, 1)}, "ask again"),
    ],
    ids=["hostname", "include", "geo", "some webhook", "old ranges"],
)
def test_what_cannot_be_known_is_undecided(text: str, declared: dict[str, object], reason: str) -> None:
    (seen,) = in_nginx(text, told(_RANGE, **declared))
    assert seen.problem is None
    assert seen.undecided is not None and reason in seen.undecided


def test_a_range_that_is_none_is_undecided() -> None:
    (seen,) = in_nginx(location("deny all"), told("gw.example.pe"))
    assert (seen.problem, seen.undecided is not None) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        location("allow 10.0.0.0/8", "deny all", path="/"),
        location("allow 10.0.0.0/8", "deny all", path="/admin"),
        location("allow 10.0.0.0/8", "deny all", path="/webhooks/stripe"),
        location("allow 10.0.0.0/8", "deny all", path="/oauth/callback"),
        location("proxy_pass http://x"),
        "allow 10.0.0.0/8; deny all;",
    ],
    ids=["the shop", "admin", "another gateway", "OAuth", "no list", "a fragment"],
)
def test_lists_that_guard_no_callback_are_no_subjects(text: str) -> None:
    assert in_nginx(text, told(_RANGE)) == []


def test_the_declared_path_finds_the_location_whatever_it_is_called() -> None:
    text = location("allow 10.0.0.0/8", "deny all", path="/p/7f3")
    circumstances = told(_RANGE, callbacks=(Callback(Entry("https://tienda.example.com/p/7f3/in", 1)),))
    (seen,) = in_nginx(text, circumstances)
    assert (seen.line, seen.identity, missing(seen)) == (2, "/p/7f3", _RANGE)
    assert in_nginx(location("allow 10.0.0.0/8", "deny all", path="/webhook"), circumstances) == []


def test_rules_are_inherited_from_the_innermost_block_that_has_any() -> None:
    inherited = "http { deny all; server { allow 198.51.100.0/25; deny all; location /pagoefectivo { return 200; } } }"
    (seen,) = in_nginx(inherited, told(_RANGE))
    assert missing(seen) == "198.51.100.128/25"
    posts = location("allow all; limit_except GET { deny all; } internal")
    (seen,) = in_nginx(posts, told(_RANGE))
    assert missing(seen) == _RANGE
    others = location(f"allow {_RANGE}", "deny all; limit_except POST { deny all; } internal")
    (seen,) = in_nginx(others, told(_RANGE))
    assert missing(seen) is None


@pytest.mark.parametrize(
    ("block", "test", "remainder"),
    [
        ("geo $ok { default 0; 198.51.100.0/24 1; }", "if ($ok = 0)", None),
        ("geo $ok { default 0; 198.51.100.0/25 1; }", "if ($ok = 0)", "198.51.100.128/25"),
        ("geo $ok { default 0; 198.51.100.0/25 1; }", "if ($ok != 1)", "198.51.100.128/25"),
        ("geo $no { default 1; 198.51.100.0/24 0; 198.51.100.8/29 1; }", "if ($no)", "198.51.100.8/29"),
        ("geo $no { 198.51.100.8/29 1; }", "if ($no)", "198.51.100.8/29"),
        ("map $remote_addr $ok { default 0; 198.51.100.9 1; }", "if ($ok = 0)", "198.51.100.0/29 and"),
    ],
)
def test_a_geo_block_admits_by_the_longest_network(block: str, test: str, remainder: str | None) -> None:
    (seen,) = in_nginx(block + location(test + " { return 403; } internal"), told(_RANGE))
    assert seen.undecided is None
    shown = missing(seen)
    assert shown == remainder or (shown or "").startswith("198.51.100.0/29")


@pytest.mark.parametrize(
    "text",
    [
        "geo $ok { ranges; 198.51.100.0-198.51.100.255 1; }" + location("if ($ok = 0) { return 403; } internal"),
        "map $remote_addr $ok { default 0; ~^198 1; }" + location("if ($ok = 0) { return 403; } internal"),
        "geo $ok { 198.51.100.0/24 1; }" + location("if ($ok = 0) { set $x 1; } internal"),
        "geo $ok { 198.51.100.0/24 1; }" + location("allow 10.0.0.1; if ($ok = 0) { return 403; } internal"),
        location("if ($remote_addr != 198.51.100.7) { return 403; } internal"),
    ],
    ids=["ranges", "a pattern", "a variable set", "both", "the address itself"],
)
def test_a_geo_block_that_is_hard_to_follow_is_undecided(text: str) -> None:
    (seen,) = in_nginx(text, told(_RANGE))
    assert seen.problem is None
    assert seen.undecided is not None
