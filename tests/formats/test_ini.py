"""INI in the dialects of php, MySQL, Odoo, configparser, git and npm."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.formats.conftest import Written


def test_every_dialect_is_read(written: Written) -> None:
    text = """\
; comment
top = 1
//registry.example/:_authToken=token
[options] ; odoo
db_password = p#w;x  ; why
proxy: http://x.example
short:http://y.example
quoted="a;b" ; why
  single = 'it # s'
empty =
bare
[remote "origin"]
\turl = git@x.example:y
ext[] = v
[options.extras]
list =
    one>=2
    two
"""
    assert written("ini", text) == [
        ("top", "1", "1"),
        ("//registry.example/:_authToken", "token", "token"),
        ("options.db_password", "p#w;x", "p#w;x"),
        ("options.proxy", "http://x.example", "http://x.example"),
        ("options.short", "http://y.example", "http://y.example"),
        ("options.quoted", "a;b", "a;b"),
        ("options.single", "it # s", "it # s"),
        ("options.empty", "", ""),
        ("remote.origin.url", "git@x.example:y", "git@x.example:y"),
        ("remote.origin.ext[]", "v", "v"),
        ("options.extras.list", "one>=2\ntwo", "one>=2"),
    ]
