"""allowlist-ipv6-gap: a bypass where IPv6 is open, a loss where the gateway has it and the list has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.checks.allowlist_ipv6_gap import check
from pe_audit.evidence.circumstances import Declarations, Entry
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.text import File
from pe_audit.formats.nginx import read
from pe_audit.model import Observed, Precision
from pe_audit.options import Config, Options

_BOTH = "listen 443 ssl; listen [::]:443 ssl;"


def in_nginx(rules: str, *ranges: str, listen: str = _BOTH) -> list[Observed]:
    declared = Declarations(gateway_ranges=tuple(Entry(text, 1) for text in ranges))
    circumstances = circumstances_of(Options(paths=(), root=Path(), config=Config(declared=declared)))
    text = f"server {{ {listen} location /pagoefectivo/webhook {{ {rules} }} }}"
    file = SettingsFile(File("nginx.conf", text.encode(), circumstances), "nginx", read)
    return list(check(Project(".", frozenset({file.uri}), (), (file,), circumstances)))


@pytest.mark.parametrize(
    ("rules", "ranges", "outcome"),
    [
        ("allow 198.51.100.0/24; deny 0.0.0.0/0;", [], "Everybody is admitted over IPv6"),
        ("allow 198.51.100.0/24; allow ::/0; deny all;", [], "Everybody is admitted over IPv6"),
        ("allow 198.51.100.0/24; deny all;", [], None),
        ("allow 198.51.100.0/24; deny all;", ["198.51.100.0/24"], ""),
        ("allow 198.51.100.0/24; deny all;", ["198.51.100.0/24", "2001:db8::/48"], "forgets the gateway's IPv6"),
        ("allow 198.51.100.0/24; deny all;", ["2001:db8::/48"], "forgets the gateway's IPv6"),
        ("allow 10.0.0.0/24; deny all;", ["198.51.100.0/24", "2001:db8::/48"], ""),
        ("allow 198.51.100.0/24; allow 2001:db8::/64; deny all;", [], ""),
        ("allow 198.51.100.0/24; allow 2001:db8::/64; deny all;", ["2001:db8::/48"], ""),
    ],
)
def test_both_families_need_the_same_decision(rules: str, ranges: list[str], outcome: str | None) -> None:
    (seen,) = in_nginx(rules, *ranges)
    if outcome is None:
        assert seen.problem is None
        assert seen.undecided is not None and "ask PagoEfectivo" in seen.undecided
    else:
        assert seen.undecided is None
        assert outcome in (seen.problem or "")
        assert bool(seen.problem) == bool(outcome)


def test_a_server_that_hears_no_ipv6_has_no_gap() -> None:
    (seen,) = in_nginx("allow 198.51.100.0/24; deny 0.0.0.0/0;", "2001:db8::/48", listen="listen 443 ssl;")
    assert (seen.problem, seen.undecided) == (None, None)


def test_a_server_whose_sockets_are_not_in_the_file_makes_a_less_sure_finding() -> None:
    (seen,) = in_nginx("allow 198.51.100.0/24; deny 0.0.0.0/0;", listen="include listen.inc;")
    assert (bool(seen.problem), seen.precision) == (True, Precision.MEDIUM)


@pytest.mark.parametrize("rules", ["allow all;", "allow ::/0;", ""])
def test_a_list_that_does_not_restrict_ipv4_is_no_subject(rules: str) -> None:
    assert in_nginx(rules) == []
