"""Access lists of Apache, HAProxy and Caddy: whom each admits to the callback."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.evidence.access import AccessList, access_lists, callbacks
from pe_audit.evidence.project import Project
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.options import Config, Options

_TOLD = circumstances_of(Options(paths=(), root=Path(), config=Config()))


_OURS = "Require ip 198.51.100.0/24"
_GATEWAY = "acl gw src 198.51.100.0/24"
_DENIED = "http-request deny if hook !gw"


def lists(text: str, uri: str) -> list[AccessList]:
    file = settings_file(File(uri, text.encode(), _TOLD))
    assert file is not None
    return list(access_lists(Project(".", frozenset({uri}), (), (file,), _TOLD)))


def location(rules: str, path: str = "/pagoefectivo/webhook") -> str:
    return f"<VirtualHost *:443>\n<Location {path}>\n{rules}\n</Location>\n</VirtualHost>\n"


def caddy(rules: str, path: str = "/pagoefectivo/webhook") -> str:
    return f"shop.example.pe {{\nhandle {path} {{\n{rules}\nreverse_proxy 127.0.0.1:9000\n}}\n}}\n"


def haproxy(*rules: str) -> str:
    return "frontend web\n bind :443\n acl hook path_beg /pagoefectivo/webhook\n" + "".join(
        f" {one}\n" for one in rules
    )


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        ("Require ip 198.51.100.0/24", "198.51.100.0/24"),
        ("Require ip 198.51.100.0/255.255.255.0", "198.51.100.0/24"),
        ("Require ip 198.51.100", "198.51.100.0/24"),
        ("Require ip 198.51", "198.51.0.0/16"),
        ("require IP 198.51.100.0/24 2001:db8::/32", "198.51.100.0/24, 2001:db8::/32"),
        ("Require ip 198.51.100.0/24\nRequire ip 192.0.2.1", "192.0.2.1, 198.51.100.0/24"),
        ("<RequireAny>\nRequire ip 192.0.2.1\nRequire local\n</RequireAny>", "127.0.0.0/8, 192.0.2.1, ::1"),
        ("<RequireAll>\nRequire all granted\nRequire ip 192.0.2.1\n</RequireAll>", "192.0.2.1"),
        (
            "<RequireAll>\nRequire ip 198.51.100.0/24\nRequire not ip 198.51.100.0/25\n</RequireAll>",
            "198.51.100.128/25",
        ),
        (
            f"<RequireAll>\n{_OURS}\n<RequireNone>\nRequire ip 198.51.100.0/25\n</RequireNone>\n</RequireAll>",
            "198.51.100.128/25",
        ),
        ("Order deny,allow\nDeny from all\nAllow from 198.51.100.0/24", "198.51.100.0/24"),
        ("Order allow,deny\nAllow from 198.51.100.0/24\nDeny from 198.51.100.128/25", "198.51.100.0/25"),
        ("Order allow,deny\nAllow from 198.51.100.0/24", "198.51.100.0/24"),
        ("Require all denied", ""),
        (
            f"<IfModule mod_authz_core.c>\n{_OURS}\n</IfModule>\n<IfModule mod_access.c>\nDeny from all\n</IfModule>",
            "198.51.100.0/24",
        ),
        ("Order deny,allow\nDeny from all\nAllow from 192.0.2.1\nSatisfy All", "192.0.2.1"),
    ],
)
def test_apache_admits_whom_its_requirements_name(rules: str, shown: str) -> None:
    (access,) = lists(location(rules), "httpd.conf")
    assert (access.doubt, access.certain, access.admitted.shown()) == ("", True, shown)


@pytest.mark.parametrize(
    "rules",
    [
        "Require ip 192.0.2.1\nRequire valid-user",
        "Require host gateway.example",
        "<RequireAll>\nRequire ip 192.0.2.1\nRequire ip 192.0.2.2\n</RequireAll>",
        "Require ip 192.0.2.1\nSatisfy any",
        "Require expr %{REMOTE_ADDR} == '192.0.2.1'",
    ],
    ids=["or a password", "a name", "two that must both hold", "satisfy", "an expression"],
)
def test_apache_that_asks_for_more_is_in_doubt(rules: str) -> None:
    (access,) = lists(location(rules), "httpd.conf")
    assert access.doubt


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        (location("Require all granted"), "httpd.conf"),
        (location("Require ip 192.0.2.1", "/admin"), "httpd.conf"),
        (location("Require ip 192.0.2.1", "/webhooks/stripe"), "httpd.conf"),
        ("<Directory /srv/modules/pagoefectivo>\nRequire all granted\n</Directory>\n", "httpd.conf"),
        ("<Directory /srv/modules/pagoefectivo>\nRequire all denied\n</Directory>\n", "httpd.conf"),
        ("Order deny,allow\nDeny from all\n", "modules/pagoefectivo/.htaccess"),
    ],
    ids=["open", "admin", "another gateway", "a folder that is served", "a folder that is shut", "a module's folder"],
)
def test_apache_without_a_list_of_callers_has_none(text: str, uri: str) -> None:
    assert lists(text, uri) == []


def test_an_htaccess_file_guards_its_folder() -> None:
    (access,) = lists("Require ip 192.0.2.1\n", "public/pagoefectivo/.htaccess")
    assert access.admitted.shown() == "192.0.2.1"


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        ([_GATEWAY, _DENIED], "198.51.100.0/24"),
        ([_GATEWAY, "acl gw src 192.0.2.1", _DENIED], "192.0.2.1, 198.51.100.0/24"),
        (["http-request deny deny_status 403 if hook !{ src 198.51.100.0/24 }"], "198.51.100.0/24"),
        ([_GATEWAY, "http-request allow if hook gw", "http-request deny if hook"], "198.51.100.0/24"),
        ([_GATEWAY, "http-request silent-drop if !gw hook", "http-request deny if { path /x } !gw"], "198.51.100.0/24"),
        (
            [_GATEWAY, "acl bad src 198.51.100.0/25", _DENIED, "http-request deny if bad"],
            "198.51.100.128/25",
        ),
    ],
)
def test_haproxy_admits_whom_it_does_not_deny(rules: list[str], shown: str) -> None:
    (access,) = lists(haproxy(*rules), "haproxy.cfg")
    assert (access.doubt, access.certain, access.admitted.shown()) == ("", True, shown)


@pytest.mark.parametrize(
    "rules",
    [
        ["acl gw src -f /etc/haproxy/gateway.lst", _DENIED],
        ["acl gw src 192.0.2.1", "acl busy be_conn gt 100", _DENIED, "http-request deny if hook busy"],
    ],
    ids=["a file", "something else"],
)
def test_haproxy_that_asks_for_more_is_in_doubt(rules: list[str]) -> None:
    (access,) = lists(haproxy(*rules), "haproxy.cfg")
    assert access.doubt


def test_haproxy_restricts_a_backend_as_a_whole() -> None:
    text = "backend pagoefectivo\n tcp-request content reject unless { src 192.0.2.0/24 }\n server a 127.0.0.1:1\n"
    (access,) = lists(text, "haproxy.cfg")
    assert access.admitted.shown() == "192.0.2.0/24"
    assert lists(text.replace("pagoefectivo", "admin"), "haproxy.cfg") == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (caddy("@out not remote_ip 192.0.2.0/24\nabort @out"), "192.0.2.0/24"),
        (caddy("@out not client_ip 192.0.2.0/24 198.51.100.1\nrespond @out 403"), "192.0.2.0/24, 198.51.100.1"),
        (caddy('@out {\nnot remote_ip 192.0.2.0/24\n}\nrespond @out "no" 403'), "192.0.2.0/24"),
        (caddy("@out {\nnot {\nremote_ip 192.0.2.0/24\n}\n}\nerror @out 403"), "192.0.2.0/24"),
        (
            "shop.example.pe {\n@out {\npath /pagoefectivo/webhook*\nnot remote_ip 192.0.2.0/24\n}\nabort @out\n}\n",
            "192.0.2.0/24",
        ),
    ],
)
def test_caddy_admits_whom_it_does_not_turn_away(text: str, shown: str) -> None:
    (access,) = lists(text, "Caddyfile")
    assert (access.doubt, access.certain, access.admitted.shown()) == ("", True, shown)


def test_caddy_that_answers_otherwise_is_in_doubt_and_another_place_is_none() -> None:
    (access,) = lists(caddy("@in remote_ip 192.0.2.0/24\nreverse_proxy @in 127.0.0.1:1"), "Caddyfile")
    assert access.doubt
    assert lists(caddy("@out not remote_ip 192.0.2.0/24\nabort @out", "/admin"), "Caddyfile") == []


@pytest.mark.parametrize(
    ("text", "uri"),
    [(location("ProxyPass http://a/"), "httpd.conf"), (caddy(""), "Caddyfile")],
    ids=["apache", "caddy"],
)
def test_a_callback_without_a_list_is_known_as_one(text: str, uri: str) -> None:
    file = settings_file(File(uri, text.encode(), _TOLD))
    assert file is not None
    (access,) = callbacks(Project(".", frozenset({file.uri}), (), (file,), _TOLD))
    assert (access.rules, access.certain, access.open_end) == ((), True, True)
