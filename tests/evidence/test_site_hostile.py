"""Whatever servers' configurations hold, rules about them end without a crash and within their file."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit import gateways
from pe_audit.checks import (
    transport_callback_blocked,
    transport_callback_served_over_http,
    transport_mtls_not_enforced,
    transport_old_tls,
)
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file

_PIECES = {
    "nginx.conf": (
        *("server {\n", "location /webhook {\n", "location ~ (( {\n", "}\n", "}\n", "listen 80;\n", "listen ssl;\n"),
        *(
            "listen [::]:443 ssl;\n",
            "server_name a .b *.c;\n",
            "return ;\n",
            "return 301;\n",
            "rewrite x;\n",
            "deny;\n",
        ),
        *("if ($request_method !~ [) {\n", "limit_except {\n", "include nginx.conf;\n", "include ../*;\n", "ssl on;\n"),
        *(
            "client_max_body_size x;\n",
            "ssl_protocols TLSv1;\n",
            "ssl_ciphers !:-:+;\n",
            "ssl_verify_client optional;\n",
        ),
    ),
    "apache2.conf": (
        *("<VirtualHost>\n", "<VirtualHost *:80>\n", "</VirtualHost>\n", "<Location /webhook>\n", "</Location>\n"),
        *("<Location ~ [>\n", "<Limit>\n", "</Limit>\n", "Require\n", "Deny from all\n", "SSLEngine\n", "Redirect\n"),
        *("RewriteCond x\n", "RewriteCond %{REQUEST_METHOD} ![\n", "RewriteRule\n", "RewriteRule ^ - [F]\n"),
        *("AuthType Basic\n", "SSLProtocol -\n", "SSLCipherSuite\n", "Include apache2.conf\n", "LimitRequestBody -1\n"),
    ),
    "haproxy.cfg": (
        *("frontend\n", "frontend a\n", "bind\n", "bind :80\n", "bind :443 ssl verify\n", "acl\n", "acl h path_beg\n"),
        *("acl h path_beg /webhook\n", "acl r path_reg [\n", "acl h -m reg\n", "http-request deny if METH_POST {\n"),
        *(
            "http-request deny unless ! || or h\n",
            "redirect scheme https if\n",
            "http-request\n",
            "http-request auth if h h\n",
        ),
    ),
    "Caddyfile": (
        *(
            "a.pe {\n",
            "http://a.pe:80, {\n",
            "}\n",
            "}\n",
            "handle /webhook {\n",
            "handle @a {\n",
            "@a path /webhook\n",
        ),
        *("@a {\n", "method\n", "not\n", "path\n", "import a\n", "import\n", "(a) {\n", "tls {\n", "client_auth {\n"),
        *("mode\n", "respond\n", "respond @b 403\n", "redir\n", "basic_auth\n", "request_body {\n", "max_size 1\n"),
    ),
}
_AGREED = Circumstances(tuple(one._replace(protocol="2026") for one in gateways.load()[:1]))


@pytest.mark.parametrize("uri", _PIECES)
def test_any_configuration_is_judged_within_its_lines(uri: str) -> None:
    @given(st.lists(st.sampled_from(_PIECES[uri]), max_size=30).map("".join))
    def holds(text: str) -> None:
        settings = settings_file(File(uri, text.encode(), _AGREED))
        assert settings is not None
        project = Project(uri=".", uris=frozenset({uri}), sources=(), settings=(settings,), circumstances=_AGREED)
        seen = []
        for rule in (transport_callback_blocked, transport_callback_served_over_http, transport_mtls_not_enforced):
            seen += list(rule.check(project))
        with suppress(Unreadable):
            seen += list(transport_old_tls.check(settings))
        lines = re.split(r"\r\n|\n|\r", text)
        assert all(1 <= one.line <= len(lines) and one.column <= len(lines[one.line - 1]) + 1 for one in seen)

    holds()
