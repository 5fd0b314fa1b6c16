"""HAProxy: sections, keywords and three kinds of quoting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats.haproxy import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written

_SHOP = r"""
# why
global
    ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets  # why
    .if defined(X)
    log "${SYSLOG}:514" local0
    .endif
defaults
frontend web
bind :443 ssl crt "/etc/shop.pem"
    acl hook path_beg /web\ hook '/a b#'
    no log
    http-request deny if hook METH_POST
backend "shop"
    server a 10.0.0.1:80
"""


def test_keywords_have_their_section_and_arguments(written: Written) -> None:
    assert written("haproxy", _SHOP) == [
        ("global", "", "global"),
        ("global.ssl-default-bind-options", "ssl-min-ver TLSv1.2 no-tls-tickets", "ssl-min-ver TLSv1.2 no-tls-tickets"),
        ("global.log", "${SYSLOG}:514 local0", '"${SYSLOG}:514" local0'),
        ("defaults", "", "defaults"),
        ("frontend", "web", "web"),
        ("frontend[web].bind", ":443 ssl crt /etc/shop.pem", ':443 ssl crt "/etc/shop.pem"'),
        ("frontend[web].acl", "hook path_beg /web hook /a b#", r"hook path_beg /web\ hook '/a b#'"),
        ("frontend[web].no", "log", "log"),
        ("frontend[web].http-request", "deny if hook METH_POST", "deny if hook METH_POST"),
        ("backend", "shop", "shop"),
        ("backend[shop].server", "a 10.0.0.1:80", "a 10.0.0.1:80"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("bind :443", "no HAProxy configuration"),
        ("{{ header }}\nglobal\n", "a template, not HAProxy"),
        ("global\n" + "a b\n" * 110_000, "more than 100000 values"),
        (f"frontend {'b' * 2000}\n", "keys nested too deeply"),
    ],
    ids=["no section", "template", "many", "long"],
)
def test_what_is_no_haproxy_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))
