"""What a server answers to a callback without TLS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.configuration import load
from pe_audit.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from pe_audit.model import Audit

_TLS = "server { listen 443 ssl; server_name a.pe; location /webhook { } }\n"


def run(folder: Path, rule: str, files: dict[str, str], declared: str = "") -> Audit:
    """The audit of a tree with one rule."""
    from pe_audit import catalog
    from pe_audit.audit import audit

    for name, text in (files | ({"pe-audit.yaml": declared} if declared else {})).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    rules = tuple(one for one in catalog.load() if one.id == rule)
    return audit(Options(paths=(folder,), root=folder, config=load(folder, None), only=rules))


def told(audit: Audit) -> str:
    """Where there are findings, what is open, or the outcome."""
    (verdict,) = audit.verdicts
    found = " ".join(f"{one.location.uri}:{one.location.line}" for one in audit.findings)
    return found or verdict.outcome.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("server { listen 80; server_name a.pe; location /webhook { } }", "nginx.conf:2"),
        ("server { listen 80; server_name b.pe; location /webhook { } }", "open"),
        ("server { server_name a.pe; location /webhook { } }", "nginx.conf:2"),
        ("server { listen 127.0.0.1:80; server_name a.pe; location /webhook { } }", "pass"),
        ("server { listen unix:/run/x; server_name a.pe; location /webhook { } }", "pass"),
        ("server { listen 80; server_name a.pe; return 301 https://a.pe; location /webhook { } }", "pass"),
        ("server { listen 80; server_name a.pe; location /webhook { return 403; } }", "pass"),
        ("server { listen 80; server_name a.pe; location /webhook { return 444; } }", "pass"),
        ("server { listen 80; server_name a.pe; location /webhook { deny all; } }", "pass"),
        ("server { listen 80; server_name a.pe; location /webhook { return 302 https://a.pe; } }", "nginx.conf:2"),
        ("server { listen 80; server_name a.pe; location /webhook { return 200; } }", "nginx.conf:2"),
        ("server { server_name a.pe; if ($scheme = http) { return 301 https://a.pe; } location /webhook { } }", "pass"),
        ("server { server_name a.pe; rewrite ^ https://a.pe permanent; location /webhook { } }", "pass"),
        ("server { listen 80; server_name a.pe; location /stripe/webhook { } }", "pass"),
    ],
)
def test_nginx_answers_plain_http(tmp_path: Path, text: str, said: str) -> None:
    assert told(run(tmp_path, "transport-callback-served-over-http", {"nginx.conf": f"{_TLS}{text}\n"})) == said


def test_a_declared_callback_is_looked_for_in_its_own_servers_only(tmp_path: Path) -> None:
    declared = "callbacks:\n  - url: https://a.pe/pago\n    environment: production\n"
    text = (
        "server { listen 80; listen 443 ssl; server_name www.a.pe *.a.pe; location /pago { } }\n"
        "server { listen 80; listen 443 ssl; server_name a.pe; location = /pago { } }\n"
        "server { listen 80; listen 443 ssl; server_name b.pe; location /pago { } location /webhook { } }\n"
    )
    assert told(run(tmp_path, "transport-callback-served-over-http", {"nginx.conf": text}, declared)) == "nginx.conf:2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<Location /webhook>\n</Location>", "a.conf:3"),
        ("<IfModule x>\n<Location /webhook>\n</Location>\n</IfModule>", "a.conf:4"),
        ("<Location /webhook>\nSSLRequireSSL\n</Location>", "pass"),
        ("<Files webhook.php>\nRequire all granted\n</Files>", "a.conf:3"),
        ("RewriteRule ^ https://a.pe%{REQUEST_URI} [R=301,L]\n<Location /webhook>\n</Location>", "pass"),
    ],
)
def test_apache_answers_plain_http(tmp_path: Path, text: str, said: str) -> None:
    location = "<Location /webhook>\n</Location>\n"
    tls = f"<VirtualHost *:443>\nServerName a.pe\nSSLEngine on\n{location}</VirtualHost>\n"
    plain = f"<VirtualHost *:80>\nServerName a.pe\n{text}\n</VirtualHost>\n"
    assert told(run(tmp_path, "transport-callback-served-over-http", {"a.conf": plain + tls})) == said
    elsewhere = tls.replace("SSLEngine on", "Include tls/engine.conf")
    assert told(run(tmp_path, "transport-callback-served-over-http", {"a.conf": plain + elsewhere})) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a.pe {\n\treverse_proxy app\n}\nhttp://a.pe {\n\treverse_proxy app\n}", "Caddyfile:4"),
        (":8080 {\n\treverse_proxy app\n}", "open"),
        ("http:// {\n\treverse_proxy app\n}", "open"),
        (":8080 {\n\trespond /pago* 403\n}", "pass"),
        (":443 {\n\treverse_proxy app\n}", "pass"),
        (":8443 {\n\ttls /etc/a.crt /etc/a.key\n}", "pass"),
        ("a.pe {\n\treverse_proxy app\n}\n:8080 {\n\treverse_proxy app\n}", "pass"),
        ("{\n\tdebug\n}\n{$MORE_SITES}\n:8080 {\n\treverse_proxy app\n}", "open"),
        ("{$HOST:localhost} {\n\treverse_proxy app\n}", "pass"),
        ("http://localhost:{$PORT:80} {\n\treverse_proxy app\n}", "notApplicable"),
        ("b.pe {\n\treverse_proxy app\n}\n:8080 {\n\treverse_proxy app\n}", "open"),
    ],
)
def test_caddy_answers_a_declared_callback(tmp_path: Path, text: str, said: str) -> None:
    declared = "callbacks:\n  - url: https://a.pe/pago\n    environment: production\n"
    rule = "transport-callback-served-over-http"
    assert told(run(tmp_path, rule, {"Caddyfile": f"{text}\n"}, declared)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("frontend web\n bind :80\n bind :443 ssl crt a.pem\n default_backend app", "haproxy.cfg:4"),
        ("frontend web\n bind :80\n default_backend app", "open"),
        ("frontend web\n bind :80\n bind :443 ssl crt a.pem\n redirect scheme https if !{ ssl_fc }", "pass"),
        ("frontend web\n mode tcp\n bind :443\n default_backend app", "notApplicable"),
        ("frontend stats\n bind :8404\n stats enable", "notApplicable"),
        ("frontend web\n bind 127.0.0.1:80\n default_backend app", "notApplicable"),
    ],
)
def test_haproxy_answers_a_declared_callback(tmp_path: Path, text: str, said: str) -> None:
    declared = "callbacks:\n  - url: https://a.pe/pago\n    environment: production\n"
    files = {"haproxy.cfg": f"defaults\n mode http\n{text}\n"}
    assert told(run(tmp_path, "transport-callback-served-over-http", files, declared)) == said


def test_a_server_whose_name_is_filled_in_later_may_answer(tmp_path: Path) -> None:
    declared = "callbacks:\n  - url: https://a.pe/pago\n    environment: production\n"
    text = "server { listen 80; listen 443 ssl; server_name ${DOMAIN}; location / { } }\n"
    assert told(run(tmp_path, "transport-callback-served-over-http", {"nginx.conf": text}, declared)) == "nginx.conf:1"
    text = text.replace("${DOMAIN}", "~^b\\d*[.]pe$")
    assert told(run(tmp_path, "transport-callback-served-over-http", {"nginx.conf": text}, declared)) == "notApplicable"
