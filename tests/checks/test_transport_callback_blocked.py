"""What stops a POST in front of the callback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.checks.test_transport_callback_served_over_http import run, told

if TYPE_CHECKING:
    from pathlib import Path


def outcome(folder: Path, files: dict[str, str], declared: str = "") -> str:
    return told(run(folder, "transport-callback-blocked", files, declared))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("limit_except POST { deny all; }", "pass"),
        ("limit_except get post { deny all; }", "pass"),
        ("limit_except GET { deny all; }", "nginx.conf:2"),
        ("limit_except GET { allow 10.0.0.0/8; deny all; }", "pass"),  # a question of addresses
        ("if ($request_method = POST) { return 405; }", "nginx.conf:2"),
        ("if ($request_method = GET) { return 405; }", "pass"),
        ("if ($request_method != POST) { return 405; }", "pass"),
        ("if ($request_method !~ '^(GET|HEAD)$') { return 444; }", "nginx.conf:2"),
        ("if ($request_method ~* ^post$) { return 403; }", "nginx.conf:2"),
        ("if ($request_method = POST) { set $x 1; }", "pass"),
        ("if ($request_method !~ '^(?!GET)') { return 405; }", "pass"),  # PCRE that is not known
        ("auth_basic x;", "nginx.conf:2"),
        ("auth_basic off;", "pass"),
        ("auth_basic x; satisfy any; allow 10.0.0.1;", "pass"),
        ("client_max_body_size 4k;", "nginx.conf:2"),
        ("client_max_body_size 0;", "pass"),
        ("client_max_body_size 16k;", "pass"),
        ("client_max_body_size ${SIZE};", "pass"),
        ("testcookie on;", "nginx.conf:2"),
    ],
)
def test_nginx_stops(tmp_path: Path, inside: str, said: str) -> None:
    text = f"server {{ listen 443 ssl;\nlocation /webhook {{ {inside} }} }}"
    assert outcome(tmp_path, {"nginx.conf": text}) == said


def test_what_holds_for_other_places_does_not_count(tmp_path: Path) -> None:
    text = "server { listen 443 ssl; location /admin { auth_basic x; } location /webhook { } }"
    assert outcome(tmp_path, {"nginx.conf": text}) == "pass"


def test_a_server_that_only_redirects_is_no_subject(tmp_path: Path) -> None:
    text = "server { listen 80; auth_basic x; return 301 https://a.pe; location /webhook { } }"
    assert outcome(tmp_path, {"nginx.conf": text}) == "notApplicable"


def test_a_template_that_speaks_of_a_callback_is_not_passed_over(tmp_path: Path) -> None:
    template = "server {{ '{' }}\nlocation %s { }\n{%% endif %%}\n"
    assert outcome(tmp_path / "a", {"nginx.conf": template % "/webhook"}) == "open"
    assert outcome(tmp_path / "b", {"nginx.conf": template % "/shop"}) == "notApplicable"


def test_a_declared_callback_that_always_gets_404_is_blocked(tmp_path: Path) -> None:
    declared = "callbacks:\n  - url: https://a.pe/pago\n    environment: production\n"
    text = "server { listen 443 ssl; server_name a.pe;\nlocation /pago { return 404; } }"
    assert outcome(tmp_path, {"nginx.conf": text}, declared) == "nginx.conf:2"


_DECLARED = "callbacks:\n  - url: https://a.pe/pago\n    environment: production\n"


@pytest.mark.parametrize(
    ("uri", "text", "said"),
    [
        ("nginx.conf", "server { listen 443 ssl;\nauth_basic x; }", "nginx.conf:2"),
        ("nginx.conf", "server { server_name _;\nauth_basic x; }", "nginx.conf:2"),
        ("nginx.conf", "server { server_name b.pe; auth_basic x; }", "notApplicable"),
        ("nginx.conf", "server { server_name a.pe; } server { server_name _; auth_basic x; }", "pass"),
        ("public/.htaccess", "AuthType Basic\nRequire valid-user\n", "public/.htaccess:1"),
        ("public/admin/.htaccess", "AuthType Basic\nRequire valid-user\n", "notApplicable"),
        ("a.conf", "<VirtualHost *:443>\nAuthType Basic\nRequire valid-user\n</VirtualHost>\n", "a.conf:2"),
    ],
)
def test_a_declared_callback_is_answered_by_its_host_or_by_the_server_without_a_name(
    tmp_path: Path, uri: str, text: str, said: str
) -> None:
    assert outcome(tmp_path, {uri: text}, _DECLARED) == said


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<Limit POST>\nRequire all denied\n</Limit>", "a.conf:4"),
        ("<Limit PUT DELETE>\nDeny from all\n</Limit>", "pass"),
        ("<LimitExcept GET>\nOrder allow,deny\nDeny from all\n</LimitExcept>", "a.conf:5"),
        ("<LimitExcept GET>\nDeny from all\nAllow from 10.0.0.0/8\n</LimitExcept>", "pass"),
        ("AllowMethods GET HEAD", "a.conf:3"),
        ("AuthType Basic\nRequire ip 10.0.0.0/8", "pass"),
        ("AuthType Digest\nRequire user a", "a.conf:3"),
        ("RewriteCond %{REQUEST_METHOD} ^POST$\nRewriteRule ^ - [R=405]", "a.conf:3"),
        ("RewriteCond %{REQUEST_METHOD} ^TRACE\nRewriteRule .* - [F]", "pass"),
        ("RewriteCond %{HTTP_USER_AGENT} x\nRewriteCond %{REQUEST_METHOD} POST\nRewriteRule .* - [F]", "pass"),
    ],
)
def test_apache_stops(tmp_path: Path, inside: str, said: str) -> None:
    text = f"<VirtualHost *:443>\n<Location /webhook>\n{inside}\n</Location>\n</VirtualHost>\n"
    assert outcome(tmp_path, {"a.conf": text}) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("http-request deny if METH_POST hook", "haproxy.cfg:4"),
        ("http-request deny if METH_POST !hook", "pass"),
        ("http-request deny if METH_POST || hook", "haproxy.cfg:4"),
        ("http-request deny unless METH_GET or METH_HEAD", "haproxy.cfg:4"),
        ("http-request deny if { method POST } { src 10.0.0.1 }", "pass"),
        ("http-request deny if METH_POST { path_beg /admin }", "pass"),
        ("http-request auth realm a if hook", "haproxy.cfg:4"),
        ("http-request auth unless { http_auth(a) }", "pass"),
    ],
)
def test_haproxy_stops(tmp_path: Path, line: str, said: str) -> None:
    text = f"frontend a\n  bind :443 ssl\n  acl hook path_beg /webhook\n  {line}\n"
    assert outcome(tmp_path, {"haproxy.cfg": text}) == said
