"""Which location serves a path: nginx's order, checked case by case."""

from __future__ import annotations

import pytest

from pe_audit.evidence.site.blocks import outermost
from pe_audit.evidence.site.locations import serving
from pe_audit.formats.nginx import read

_SERVER = r"""
http {
  server {
    location / { }
    location /pagos { location /pagos/aviso { } location ~ cip { } }
    location = /pagos/exacto { }
    location ^~ /fijo { }
    location ~ \.php$ { }
    location ~* ^/HOOK { }
    location ~ (?<!x)hook$ { }
  }
}
"""


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "/"),
        ("/tienda", "/"),
        ("/pagos", "/pagos"),
        ("/pagos/aviso/1", "/pagos/aviso"),
        ("/pagos/cip", "~ cip"),
        ("/pagos/exacto", "= /pagos/exacto"),
        ("/pagos/exacto/no", "/pagos"),
        ("/fijo/a.php", "^~ /fijo"),
        ("/pagos/a.php", r"~ \.php$"),
        ("/pagos/cip.php", "~ cip"),
        ("/hook", "~* ^/HOOK"),
        ("/x/hook", "/"),
    ],
)
def test_a_path_is_served_by(path: str, location: str) -> None:
    file = outermost(read(_SERVER))
    server = next(block for block in file.within() if block.name == "server")
    found = serving(server, path)
    assert found is not None
    assert found.arguments == location


def test_blocks_know_what_they_stand_in() -> None:
    file = outermost(
        read("user x; http { server { listen 80; } server { location /a { deny all; } } } events { x 1; }")
    )
    (denying,) = [block for block in file.within() if block.named("deny")]
    assert [block.path for block in denying.outwards()] == ["http.server[2].location[/a]", "http.server[2]", "http", ""]
    assert [setting.key for setting in file.named("user", "events.x")] == ["user", "events.x"]
    assert [block.path for block in file.blocks] == ["http"]
