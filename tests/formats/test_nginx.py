"""nginx: its own grammar, its own order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats import conf
from pe_audit.formats.nginx import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written

_SHOP = r"""
user nginx;  # why
http {
  log_format main '$remote_addr "$request"'
                  "b\"c";
  map $host $y { default 0; "~^a{2}" 1; }
  server { listen 443 ssl; server_name a.pe b.pe;
    location = /webhook {
      allow 10.0.0.0/8; # why
      deny all;
      internal;
      proxy_pass http://${up}stream;
    }
    content_by_lua_block { if x then { } end }
    access_by_lua_block {
      -- one } of a comment
      local a = "}" .. '\'}' .. [=[ }} ]] ]=] --[[ } ]] .. b[1]
    }
    location ~ \.php$ { include fastcgi_params; }
  }
  server { deny all; }
}
"""


def test_directives_have_their_blocks_and_arguments(written: Written) -> None:
    server, location = "http.server[1]", "http.server[1].location[= /webhook]"
    assert written("nginx", _SHOP) == [
        ("user", "nginx", "nginx"),
        ("http.log_format", 'main $remote_addr "$request" b"c', "main '$remote_addr \"$request\"'"),
        ("http.map", "$host $y", "$host $y"),
        ("http.map[$host $y].default", "0", "0"),
        ("http.map[$host $y].~^a{2}", "1", "1"),
        (f"{server}.listen", "443 ssl", "443 ssl"),
        (f"{server}.server_name", "a.pe b.pe", "a.pe b.pe"),
        (f"{server}.location", "= /webhook", "= /webhook"),
        (f"{location}.allow", "10.0.0.0/8", "10.0.0.0/8"),
        (f"{location}.deny", "all", "all"),
        (f"{location}.internal", "", "internal"),
        (f"{location}.proxy_pass", "http://${up}stream", "http://${up}stream"),
        (f"{server}.location", r"~ \.php$", r"~ \.php$"),
        (rf"{server}.location[~ \.php$].include", "fastcgi_params", "fastcgi_params"),
        ("http.server[2].deny", "all", "all"),
    ]
    assert list(conf.read(_SHOP)) == list(read(_SHOP))


@pytest.mark.parametrize(
    "text",
    [
        "a",
        'a "b;',
        'a "b"c;',
        "a {",
        "}",
        ";",
        "a b; c",
        "a 'b",
        "a \\",
        "a { b }",
        "x_by_lua_block { {}",
        'x_by_lua_block { " }',
    ],
)
def test_what_nginx_refuses_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="no nginx configuration"):
        list(read(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("server_name {{ domain }};", "a template, not nginx"),
        ("a {" * 200, "nginx blocks nested too deeply"),
        ("a b;" * 110_000, "more than 100000 values"),
        (f"a {'b' * 2000} {{ c d; }}", "keys nested too deeply"),
    ],
    ids=["template", "deep", "many", "long"],
)
def test_what_is_too_much_or_a_template_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))
