"""`.conf` files: which format they look like."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.formats.conf import look

_LOOKS = {
    "apache": (
        "Listen 80\n<VirtualHost *:80>\n  RewriteRule ^a{2} - [F];\n</VirtualHost>\n",
        "<ifmodule mod_ssl.c>\n</ifmodule>\n",
        "# ports\nListen 443\n",
        "SSLProtocol all -SSLv3\n",
        "<If \"%{HTTP_HOST} == 'a'\">\n</If>\n",
    ),
    "nginx": (
        "server {\n  listen 80;\n}\n",
        "allow 10.0.0.0/8;\ndeny all;\n",
        "map $a $b {\n  default 0;\n}\n",
        "location /a { deny all; }\n",
    ),
    "haproxy": ("# c\nglobal\n  log x\nfrontend web\n  bind :80\n", "frontend web # why\n bind :443\n"),
    "xml": ("<?xml version='1.0'?>\n<busconfig>\n<limit name='a'>1</limit>\n</busconfig>\n",),
    "ini": (
        "ssl = required\nprotocol imap {\n  mail_plugins = a\n}\n",
        "; odoo\n[options]\na = b;\n",
        "# c\na = b\n",
        "",
        "Listen = 80\n",
        "defaults: x\n",
    ),
}


@pytest.mark.parametrize(
    ("text", "format"), [("\ufeff<configuration/>", "xml"), ("global\n  log x\n", "haproxy"), ("a = b\n", "ini")]
)
def test_a_config_is_not_always_dotnet_s(text: str, format: str) -> None:
    settings = settings_file(File("a/shop.config", text.encode(), Circumstances()))
    assert settings is not None
    assert settings.format == format


@pytest.mark.parametrize(("text", "format"), [(text, kind) for kind, texts in _LOOKS.items() for text in texts])
def test_a_text_looks_like(text: str, format: str) -> None:
    assert look(text) == format
    settings = settings_file(File("a/shop.conf", text.encode(), Circumstances()))
    assert settings is not None
    assert settings.format == format
    assert bool(settings.settings) == bool(text)
