"""YAML: scalars as written, aliases where they are written, nothing that hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats.yaml import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written


def test_values_of_every_style_are_where_they_are_written(written: Written) -> None:
    text = """\
plain: no
number: 0777
quoted: "two # words"  # why
single: 'it''s'
list:
  - a
  - [b, {c: d}]
folded: >-

  one
  two
literal: &key |
  -----BEGIN
  end
tagged: !!str "x"
own: !Ref Name
long: one
  two
empty:
? complex
: e
"dotted.key": é 😀
"""
    assert written("yaml", text) == [
        ("plain", "no", "no"),
        ("number", "0777", "0777"),
        ("quoted", "two # words", "two # words"),
        ("single", "it's", "it''s"),
        ("list.0", "a", "a"),
        ("list.1.0", "b", "b"),
        ("list.1.1.c", "d", "d"),
        ("folded", "\none two", "one"),
        ("literal", "-----BEGIN\nend\n", "-----BEGIN"),
        ("tagged", "x", "x"),
        ("own", "!Ref Name", "!Ref Name"),
        ("long", "one two", "one"),
        ("empty", "", ""),
        ("complex", "e", "e"),
        ("dotted.key", "é 😀", "é 😀"),
    ]


def test_every_document_is_read(written: Written) -> None:
    assert written("yaml", "a: b\n---\na: c\n...\n") == [("a", "b", "b"), ("a", "c", "c")]


def test_merged_settings_stand_where_they_are_written_and_own_keys_win() -> None:
    text = "base: &base\n  url: a\n  tls: {verify: b}\nlive:\n  <<: *base\n  url: c\nboth:\n  <<: [*base, {k: d}]\n"
    assert [(setting.key, setting.value, setting.line) for setting in read(text)] == [
        ("base.url", "a", 2),
        ("base.tls.verify", "b", 3),
        ("live.tls.verify", "b", 3),
        ("live.url", "c", 6),
        ("both.url", "a", 2),
        ("both.tls.verify", "b", 3),
        ("both.k", "d", 8),
    ]


def test_an_alias_repeats_its_anchor(written: Written) -> None:
    assert written("yaml", "a: &x v\nb: *x\n*x : c\nd: *unknown\n") == [
        ("a", "v", "v"),
        ("b", "v", "v"),
        ("v", "c", "c"),
    ]


_LAUGHS = "a0: &a0 [x, x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: {{ .Values.key }}", "a template, not YAML"),
        ("{{- if .Values.on }}\na: b\n{{- end }}\n", "a template, not YAML"),
        ("{% if on %}\na: b\n", "a template, not YAML"),
        ("a: <%= ENV['A'] %>\n  b: c", "a template, not YAML"),
        ("a: [b", "broken YAML"),
        ("a: \0", "broken YAML"),
        ("[" * 30_000, "YAML nested too deeply"),
        ("- " * 30_000, "YAML nested too deeply"),
        ("? " * 30_000, "YAML nested too deeply"),
        ("{a: " * 30_000, "YAML nested too deeply"),
        ("a: b\n" * 300_000, "YAML of more than 1 MB"),
        ("- a\n" * 200_000, "more than 100000 values"),
        ("".join(f"%TAG !t{n}! x\n" for n in range(200)), "more YAML directives than any file needs"),
        (_LAUGHS, "aliases that multiply without measure"),
    ],
    ids=["value", "line", "jinja", "erb", "open", "nul", "[", "- ", "? ", "{", "large", "many", "directives", "laughs"],
)
def test_what_is_no_plain_yaml_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))


def test_expressions_of_workflows_and_quoted_templates_are_values(written: Written) -> None:
    text = "a: ${{ secrets.KEY }}\nb: '{{ vault }}'\n"
    assert written("yaml", text) == [("a", *["${{ secrets.KEY }}"] * 2), ("b", *["{{ vault }}"] * 2)]


def test_rails_tags_stay_in_the_values(written: Written) -> None:
    text = """\
<%# of the whole application %>
default: &default
  pool: <%= ENV.fetch("POOL") { 5 } %>
  url: "redis://<%= ENV['R'] %>:6379/<%= 1 %>"
production:
  <<: *default
<% if ENV["SSL"] %>
  ssl: true # why
<% else
   x = 1 %>
  ssl: false
<% end %>
  key: <%= ENV["A: b"] %>
  <%= name %>: c
  cert: |
    <%= pem %>
  plain: 100%
# <%# not used,
#     any more %>
"""
    assert written("yaml", text) == [
        ("default.pool", *['<%= ENV.fetch("POOL") { 5 } %>'] * 2),
        ("default.url", *["redis://<%= ENV['R'] %>:6379/<%= 1 %>"] * 2),
        ("production.pool", *['<%= ENV.fetch("POOL") { 5 } %>'] * 2),
        ("production.url", *["redis://<%= ENV['R'] %>:6379/<%= 1 %>"] * 2),
        ("production.ssl", "true", "true"),
        ("production.ssl", "false", "false"),
        ("production.key", *['<%= ENV["A: b"] %>'] * 2),
        ("production.<%= name %>", "c", "c"),
        ("production.cert", "<%= pem %>\n", "<%= pem %>"),
        ("production.plain", "100%", "100%"),
    ]
