"""Included files stand where they are included, and come from the audited tree only."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.site.including import configurations
from pe_audit.evidence.site.names import Names, resolve
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file


def tree(files: dict[str, str]) -> Project:
    made = [settings_file(File(uri, text.encode(), Circumstances())) for uri, text in files.items()]
    return Project(
        uri=".",
        uris=frozenset(files),
        sources=(),
        settings=tuple(one for one in made if one is not None),
        circumstances=Circumstances(),
    )


@pytest.mark.parametrize(
    ("written", "including", "uris", "found"),
    [
        ("allow.conf", "nginx/nginx.conf", "nginx/allow.conf allow.conf", "nginx/allow.conf"),
        ("snippets/a.conf", "nginx/sites-enabled/shop", "nginx/snippets/a.conf", "nginx/snippets/a.conf"),
        ("/etc/n/d/*.conf", "nginx.conf", "d/b.conf d/a.conf d/x/c.conf", "d/a.conf d/b.conf"),
        ("/etc/nginx/conf.d/*.conf", "b/nginx.conf", "a/conf.d/a.conf b/conf.d/b.conf", "b/conf.d/b.conf"),
        ("/etc/nginx/conf.d/*.conf", "nginx.conf", "other/a.conf", ""),
        ("/etc/nginx/allow.conf", "docker/nginx.conf", "docker/lists/allow.conf", "docker/lists/allow.conf"),
        ("mime.types", "nginx.conf", "a/mime.types", ""),
        ("../allow.conf", "a/b/nginx.conf", "a/allow.conf", "a/allow.conf"),
        ("../../../../etc/passwd", "a/nginx.conf", "etc/passwd", ""),
        ("sites/*", "nginx/nginx.conf", "nginx/sites/b nginx/sites/a", "nginx/sites/a nginx/sites/b"),
        ("conf?.d/a", "nginx.conf", "conf1.d/a conf12.d/a", "conf1.d/a"),
        ("a(b.conf", "nginx.conf", "a(b.conf", "a(b.conf"),
    ],
)
def test_an_included_name_means(written: str, including: str, uris: str, found: str) -> None:
    assert resolve(written, including, Names(uris.split())) == found.split()


def test_what_a_file_includes_stands_in_its_place() -> None:
    files = {
        "nginx.conf": "http { include conf.d/*.conf; server { listen 1; include snippets/x.conf; } }",
        "conf.d/a.conf": "server { listen 2; } server { listen 3; location /a { include snippets/x.conf; } }",
        "snippets/x.conf": "allow 10.0.0.0/8;\ndeny all;",
    }
    (configuration,) = configurations(tree(files))
    told = [
        (block.path, name, setting.value, setting.uri)
        for block in (configuration.root, *configuration.root.within())
        for name, setting in block.directives
        if name in ("listen", "allow")
    ]
    assert told == [
        ("http.server[1]", "listen", "2", "conf.d/a.conf"),
        ("http.server[2]", "listen", "3", "conf.d/a.conf"),
        ("http.server[2].location[/a]", "allow", "10.0.0.0/8", "snippets/x.conf"),
        ("http.server[3]", "listen", "1", "nginx.conf"),
        ("http.server[3]", "allow", "10.0.0.0/8", "snippets/x.conf"),
    ]
    denied = configuration.root.blocks[0].blocks[2].named("deny")[0]
    seen = configuration.observe(denied, "No.")
    assert (seen.uri, seen.line, seen.column, seen.end_column) == ("snippets/x.conf", 2, 6, 9)


def test_what_is_not_in_the_tree_is_said_to_be_absent() -> None:
    (configuration,) = configurations(
        tree({"a.conf": "server {\n include /etc/letsencrypt/x.conf;\n include b.conf;\n}", "b.conf": "deny all;"})
    )
    assert [setting.value for setting in configuration.absent] == ["/etc/letsencrypt/x.conf"]


@pytest.mark.parametrize(
    "files",
    [{"a.conf": "include a.conf;\nlisten 1;"}, {"a.conf": "include b.conf;", "b.conf": "include a.conf;\nlisten 1;"}],
)
def test_files_that_include_themselves_end(files: dict[str, str]) -> None:
    (configuration,) = configurations(tree(files))
    assert [setting.value for setting in configuration.root.named("listen")] == ["1"]


def test_includes_that_multiply_are_unreadable() -> None:
    files = {f"{number}.conf": f"include {number + 1}.conf;\n" * 10 for number in range(8)} | {"8.conf": "listen 1;"}
    with pytest.raises(Unreadable, match="more than 200000 settings"):
        list(configurations(tree(files)))


def test_apache_and_caddy_include_too() -> None:
    site = "<VirtualHost *:80>\nSSLEngine on\n</VirtualHost>\n"
    (apache,) = configurations(tree({"apache2.conf": "IncludeOptional sites/*\n", "sites/a.conf": site}))
    (host,) = apache.root.blocks
    assert (host.name, host.arguments, [name for name, _ in host.directives]) == ("virtualhost", "*:80", ["sslengine"])
    site = "a.pe {\n tls {\n protocols tls1.2\n}\n}\n"
    (caddy,) = configurations(tree({"Caddyfile": "import sites/*.caddy\n", "sites/a.caddy": site}))
    (served,) = caddy.root.blocks
    assert (served.name, served.arguments, served.blocks[0].path) == ("site", "a.pe", "site[a.pe].tls")
