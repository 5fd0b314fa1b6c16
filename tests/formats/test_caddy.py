"""Caddyfile: sites, snippets, matchers, and its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats.caddy import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written

_SHOP = r"""
{
    servers :443 {
        protocols h1 h2
    }
}
(tls) {
    tls {
        protocols tls1.2  # why
    }
}
import sites/*
shop.example,
{$ALIAS:www.shop.example} {
    import tls
    @post {
        path "/web hook*"
    }
    handle @post {
        reverse_proxy {$UP}:80 \
            b:80
    }
    respond /a `no } way` 403
    respond <<HTML
        }
        HTML 200
}
&(hook) {
}
"""


def test_directives_have_their_blocks_and_arguments(written: Written) -> None:
    site = "site[shop.example, {$ALIAS:www.shop.example}]"
    assert written("caddy", _SHOP) == [
        ("global", "", "{"),
        ("global.servers", ":443", ":443"),
        ("global.servers[:443].protocols", "h1 h2", "h1 h2"),
        ("snippet", "tls", "tls"),
        ("snippet[tls].tls", "", "tls"),
        ("snippet[tls].tls.protocols", "tls1.2", "tls1.2"),
        ("import", "sites/*", "sites/*"),
        ("site", "shop.example, {$ALIAS:www.shop.example}", "shop.example,"),
        (f"{site}.import", "tls", "tls"),
        (f"{site}.@post", "", "@post"),
        (f"{site}.@post.path", "/web hook*", "/web hook*"),
        (f"{site}.handle", "@post", "@post"),
        (f"{site}.handle[@post].reverse_proxy", "{$UP}:80 b:80", r"{$UP}:80 " + "\\"),
        (f"{site}.respond", "/a no } way 403", "/a `no } way` 403"),
        (f"{site}.respond", "        } 200", ""),
        ("route", "hook", "hook"),
    ]


def test_a_file_without_braces_is_one_site(written: Written) -> None:
    assert written("caddy", "shop.example\ntls {\n protocols tls1.0\n}\n") == [
        ("site", "shop.example", "shop.example"),
        ("site[shop.example].tls", "", "tls"),
        ("site[shop.example].tls.protocols", "tls1.0", "tls1.0"),
    ]


def test_a_file_that_a_site_imports_has_directives_at_its_top(written: Written) -> None:
    assert written("caddy", "@out not remote_ip 10.0.0.0/8\nhandle /a {\n abort @out\n}\nrespond 404\n") == [
        ("@out", "not remote_ip 10.0.0.0/8", "not remote_ip 10.0.0.0/8"),
        ("handle", "/a", "/a"),
        ("handle[/a].abort", "@out", "@out"),
        ("respond", "404", "404"),
    ]


@pytest.mark.parametrize("text", ["a {", "}", "a {\n}\n}", "a {\n{\n}\n}", "a <<E\nx"])
def test_what_caddy_refuses_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="no Caddyfile"):
        list(read(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a {\n{% if b %}\n", "a template, not a Caddyfile"),
        ("a {\n" * 200, "Caddy blocks nested too deeply"),
        ("a\n" + "a b\n" * 110_000, "more than 100000 values"),
        (f"{'b' * 2000} {{\n}}\n", "keys nested too deeply"),
    ],
    ids=["template", "deep", "many", "long"],
)
def test_what_is_too_much_or_a_template_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("{$MORE}\n:80 {\n\trespond ok\n}\n", ["site", "site[:80].respond"]),
        ("{$HOST}\nhandle {\n\trespond ok\n}\n", ["site", "site[{$HOST}].handle", "site[{$HOST}].handle.respond"]),
    ],
)
def test_a_variable_alone_is_an_address_only_of_a_site_without_braces(text: str, keys: list[str]) -> None:
    assert [setting.key for setting in read(text)] == keys
