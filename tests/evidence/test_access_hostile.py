"""Access lists of any text in any format: an answer, or Unreadable, and never anything else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.audit import circumstances_of
from pe_audit.checks import allowlist_gap, allowlist_invalid_entry, allowlist_ipv6_gap, allowlist_too_broad
from pe_audit.evidence.circumstances import Declarations, Entry
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.options import Config, Options

_TOLD = circumstances_of(
    Options(
        paths=(),
        root=Path(),
        config=Config(declared=Declarations(gateway_ranges=(Entry("198.51.100.0/24", 1), Entry("2001:db8::/32", 2)))),
    )
)
_WORDS = {
    "nginx.conf": (
        "location /pagoefectivo/webhook|{|}|;|allow|deny|all|geo $x|if ($x)|return 403|listen [::]:443|server"
    ),
    "httpd.conf": (
        "<Location /pagoefectivo>|</Location>|Require|not|ip|all granted|<RequireAll>|</RequireAll>|Order|Allow from"
    ),
    "haproxy.cfg": (
        "frontend pagoefectivo|acl a src|acl b path_beg /pagoefectivo|http-request deny|if|unless|!a|{ src|}|or|allow"
    ),
    "Caddyfile": "pago.pe|{|}|handle /pagoefectivo|@a|not|remote_ip|respond|abort|403|path",
    "rules.v4": (
        "*filter|:INPUT DROP|-A INPUT|-s|!|-p tcp|--dport|443|-j ACCEPT|-j pagoefectivo|-A pagoefectivo|-m|--comment|-i"
    ),
    "a.nft": (
        "table inet a {|chain pagoefectivo {|}|"
        "type filter hook input priority 0;|tcp dport|{|,|ip saddr|!=|@a|accept|jump|443"
    ),
    "main.tf": 'resource a pagoefectivo {|resource "aws_security_group" "pagoefectivo" {|'
    "ingress {|}|cidr_blocks =|[|]|443|from_port =",
    "a.yaml": (
        "kind: NetworkPolicy|metadata: {name: pagoefectivo}|spec:|"
        "  ingress:|    - from:|        - ipBlock: {cidr: |}|---|Resources:"
    ),
}
_ADDRESSES = (
    "198.51.100.0/25",
    "0.0.0.0/0",
    "::/0",
    "2001:db8::/33",
    "${x}",
    '"a"',
    "\n",
    "\n",
    "\n",
    "é",
    "10.0.0.1-10.0.0.9",
)


@pytest.mark.parametrize("uri", list(_WORDS))
def test_any_text_has_an_answer(uri: str) -> None:
    words = st.lists(st.sampled_from((*_WORDS[uri].split("|"), *_ADDRESSES)), max_size=40)

    @given(words.map(" ".join))
    def holds(text: str) -> None:
        file = settings_file(File(uri, text.encode(), _TOLD))
        assert file is not None
        for rule in (allowlist_gap, allowlist_too_broad, allowlist_invalid_entry, allowlist_ipv6_gap):
            with suppress(Unreadable):
                for seen in rule.check(Project(".", frozenset({uri}), (), (file,), _TOLD)):
                    assert 1 <= seen.line <= text.count("\n") + 1
                    assert not (seen.problem and seen.undecided)

    holds()
