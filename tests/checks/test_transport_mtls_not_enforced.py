"""Whether servers require client certificates where mutual TLS is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.checks.test_transport_callback_served_over_http import run, told

if TYPE_CHECKING:
    from pathlib import Path

_AGREED = 'gateway:\n  protocol: "2026"\ncallbacks:\n  - url: https://a.pe/pago\n    environment: production\n'


def outcome(folder: Path, files: dict[str, str], declared: str = _AGREED) -> str:
    return told(run(folder, "transport-mtls-not-enforced", files, declared))


@pytest.mark.parametrize(
    ("http", "server", "location", "said"),
    [
        ("", "", "", "nginx.conf:2"),
        ("ssl_verify_client on;", "", "", "pass"),
        ("ssl_verify_client on;", "ssl_verify_client off;", "", "nginx.conf:1"),
        ("", "ssl_verify_client optional_no_ca;", "", "nginx.conf:1"),
        ("", "ssl_verify_client optional;", "if ($ssl_client_verify != SUCCESS) { return 403; }", "pass"),
        ("", "ssl_verify_client optional;", "fastcgi_param VERIFIED $ssl_client_verify;", "open"),
        ("", "include options-ssl-nginx.conf;", "", "open"),
        ("", "include mime.types;", "", "nginx.conf:2"),
    ],
)
def test_nginx_requires(tmp_path: Path, http: str, server: str, location: str, said: str) -> None:
    text = f"http {{ {http} server {{ listen 443 ssl; server_name a.pe; {server}\nlocation /pago {{ {location} }} }} }}"
    assert outcome(tmp_path, {"nginx.conf": text}) == said


def test_without_an_agreement_or_tls_there_is_nothing_to_ask(tmp_path: Path) -> None:
    tls = {"nginx.conf": "server { listen 443 ssl; server_name a.pe; location /pago { } }"}
    plain = {"nginx.conf": "server { listen 80; server_name a.pe; location /pago { } }"}
    callbacks = _AGREED.partition("\n")[2].partition("\n")[2]
    assert outcome(tmp_path, tls, callbacks) == "notApplicable"
    assert outcome(tmp_path, plain) == "notApplicable"


@pytest.mark.parametrize(
    ("verify", "condition", "said"),
    [
        ("verify required", "", "pass"),
        ("verify none", "", "haproxy.cfg:2"),
        ("", "", "haproxy.cfg:2"),
        ("verify optional", "", "haproxy.cfg:2"),
        ("verify optional", "http-request deny if hook !{ ssl_c_used }", "pass"),
    ],
)
def test_haproxy_requires(tmp_path: Path, verify: str, condition: str, said: str) -> None:
    text = f"frontend a\n  bind :443 ssl crt a.pem {verify}\n  acl hook path /pago\n  {condition}\n"
    assert outcome(tmp_path, {"haproxy.cfg": text}) == said
