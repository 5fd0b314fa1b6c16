"""Apache httpd: its lines, its words and its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats.apache import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written

_SHOP = r"""
# a comment \
  goes on
Define root "/var/www html"
<IfModule mod_ssl.c>
<virtualhost *:443 [::]:443>  # httpd ignores this
    ServerName shop.example
    SSLProtocol all -SSLv3 \
        -TLSv1
    <Location "/webhook">
        <LimitExcept POST>
            require all denied
        </LimitExcept>
    </Location>
    <If "%{REQUEST_METHOD} == 'POST' && 1 > 0">
        RewriteRule ^/(.*)\.php$ "/x \"q\" \d" [L]
    </If>
    ErrorDocument 403 "Forbidden
    SSLEngine
</VirtualHost>
</IfModule>
<Perl>
  if ($x) { push @y, { <a> } }
</Perl>
"""


def test_directives_have_their_sections_and_arguments(written: Written) -> None:
    host = "IfModule[mod_ssl.c].virtualhost[*:443 [::]:443]"
    condition = "%{REQUEST_METHOD} == 'POST' && 1 > 0"
    assert written("apache", _SHOP) == [
        ("Define", "root /var/www html", 'root "/var/www html'),
        ("IfModule", "mod_ssl.c", "mod_ssl.c"),
        ("IfModule[mod_ssl.c].virtualhost", "*:443 [::]:443", "*:443 [::]:443"),
        (f"{host}.ServerName", "shop.example", "shop.example"),
        (f"{host}.SSLProtocol", "all -SSLv3 -TLSv1", "all -SSLv3 \\"),
        (f"{host}.Location", "/webhook", "/webhook"),
        (f"{host}.Location[/webhook].LimitExcept", "POST", "POST"),
        (f"{host}.Location[/webhook].LimitExcept[POST].require", "all denied", "all denied"),
        (f"{host}.If", condition, condition),
        (f"{host}.If[{condition}].RewriteRule", r'^/(.*)\.php$ /x "q" \d [L]', r'^/(.*)\.php$ "/x \"q\" \d" [L]'),
        (f"{host}.ErrorDocument", "403 Forbidden", '403 "Forbidden'),
        (f"{host}.SSLEngine", "", "SSLEngine"),
        ("Perl", "", "Perl"),
    ]


@pytest.mark.parametrize(
    "text", ["<a b>", "</a>", "<a b\n</a>", "<a>\n</b>", "{", "<a>\n<b>\n</a>\n</b>", "a = {\n}\n", "<?php ?>"]
)
def test_what_httpd_refuses_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="no Apache configuration"):
        list(read(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{% if ssl %}\nSSLEngine on\n{% endif %}\n", "a template, not Apache"),
        ("<a>\n" * 200, "Apache sections nested too deeply"),
        ("a b\n" * 110_000, "more than 100000 values"),
        (f"<a {'b' * 2000}>\nc\n</a>\n", "keys nested too deeply"),
    ],
    ids=["template", "deep", "many", "long"],
)
def test_what_is_too_much_or_a_template_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))


def test_a_backslash_at_the_end_of_a_line_joins_it_with_the_next(written: Written) -> None:
    text = "Listen 80 \\\n\nListen 81\\\n 82\nListen 8\\\n3\n"
    assert [value for _, value, _ in written("apache", text)] == ["80", "81 82", "83"]
