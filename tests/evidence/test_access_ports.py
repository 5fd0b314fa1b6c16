"""Whether a firewall before a web server opens the port of https."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.evidence.access.ports import web_servers
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.options import Config, Options

_TOLD = circumstances_of(Options(paths=(), root=Path(), config=Config()))


def opened(text: str, uri: str) -> list[bool]:
    file = settings_file(File(uri, text.encode(), _TOLD))
    assert file is not None
    return [is_open for _, is_open in web_servers(file)]


def saved(*rules: str, policy: str = "DROP") -> str:
    return f"*filter\n:INPUT {policy} [0:0]\n" + "".join(f"-A INPUT {rule}\n" for rule in rules) + "COMMIT\n"


def ruleset(*rules: str) -> str:
    chain = "type filter hook input priority 0; policy drop;\n" + "\n".join(rules)
    return f"table inet a {{\nchain input {{\n{chain}\n}}\n}}\n"


def group(*ports: int, sources: str = '["0.0.0.0/0"]') -> str:
    blocks = "".join(
        f' ingress {{\n protocol = "tcp"\n from_port = {port}\n to_port = {port}\n cidr_blocks = {sources}\n }}\n'
        for port in ports
    )
    return f'resource "aws_security_group" "web" {{\n{blocks}}}\n'


_PLAIN, _SECURE = "-p tcp --dport 80 -j ACCEPT", "-p tcp --dport 443 -j ACCEPT"


@pytest.mark.parametrize(
    ("text", "uri", "answer"),
    [
        (saved(_PLAIN), "rules.v4", [False]),
        (saved(_PLAIN, _SECURE), "rules.v4", [True]),
        (saved(_PLAIN, "-s 198.51.100.0/24 " + _SECURE), "rules.v4", [True]),
        (saved("-p tcp --dport 443 -j DROP", _PLAIN, _SECURE), "rules.v4", [False]),
        (saved("-p tcp -m multiport --dports 80,443 -j ACCEPT"), "rules.v4", [True]),
        (saved(_PLAIN, policy="ACCEPT"), "rules.v4", [True]),
        (saved("-p tcp --dport 22 -j ACCEPT"), "rules.v4", []),
        (saved("-s 10.0.0.0/8 " + _PLAIN), "rules.v4", []),
        (saved(_SECURE), "rules.v4", []),
        (saved(_PLAIN, "-m set --match-set gw src " + _SECURE), "rules.v4", [True]),
        (ruleset("tcp dport 80 accept"), "nftables.conf", [False]),
        (ruleset("tcp dport { 80, 443 } accept"), "nftables.conf", [True]),
        (group(80), "main.tf", [False]),
        (group(80, 443), "main.tf", [True]),
        (group(80, sources='["10.0.0.0/8"]'), "main.tf", []),
        (group(5432), "main.tf", []),
        (group(80) + group(443).replace("web", "more"), "main.tf", [False]),
    ],
)
def test_a_firewall_that_opens_http_opens_https_or_not(text: str, uri: str, answer: list[bool]) -> None:
    assert opened(text, uri) == answer
