"""HCL as Terraform, OpenTofu and Terragrunt write it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats import format_of
from pe_audit.formats import json as json_format
from pe_audit.formats.hcl import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written

_SHOP = r"""
terraform {
  required_version = ">= 1.5" # why
  backend "s3" { bucket = "shop-state" }
}
locals {
  offices = ["203.0.113.7/32", var.office, "${var.a["x"]}/32", /* c */ ]
  tags = { Name = "web", "a b" : 1, (var.k) = true // d
    nested = { deep = null } }
}
resource "aws_security_group" "web" {
  ingress {
    from_port   = 443
    cidr_blocks = [
      "0.0.0.0/0",
    ]
  }
  ingress {
    cidr_blocks = var.gateway
  }
  egress = [{ from_port = 0 }]
  dynamic "egress" {
    for_each = var.e
    content { protocol = "-1" }
  }
}
"""


def test_blocks_objects_and_lists_are_paths(written: Written) -> None:
    web = "resource.aws_security_group.web"
    assert written("hcl", _SHOP) == [
        ("terraform.0.required_version", ">= 1.5", ">= 1.5"),
        ("terraform.0.backend.s3.bucket", "shop-state", "shop-state"),
        ("locals.0.offices.0", "203.0.113.7/32", "203.0.113.7/32"),
        ("locals.0.offices.1", "var.office", "var.office"),
        ("locals.0.offices.2", '${var.a["x"]}/32', '${var.a["x"]}/32'),
        ("locals.0.tags.Name", "web", "web"),
        ("locals.0.tags.a b", "1", "1"),
        ("locals.0.tags.(var.k)", "true", "true"),
        ("locals.0.tags.nested.deep", "null", "null"),
        (f"{web}.ingress.0.from_port", "443", "443"),
        (f"{web}.ingress.0.cidr_blocks.0", "0.0.0.0/0", "0.0.0.0/0"),
        (f"{web}.ingress.1.cidr_blocks", "var.gateway", "var.gateway"),
        (f"{web}.egress.0.from_port", "0", "0"),
        (f"{web}.dynamic.egress.for_each", "var.e", "var.e"),
        (f"{web}.dynamic.egress.content.0.protocol", "-1", "-1"),
    ]


@pytest.mark.parametrize(
    "expression",
    [
        'var.live ? ["a"] : ["b"]',
        '["a", "b"][0]',
        '[["a"], "b"][0] == "c"',
        '{ a = 1 }["a"]',
        '[for c in var.list : c if c != ""]',
        "{ for k, v in var.m : k => v... }",
        'jsonencode({\n  a = [1, "}"]\n})',
        'concat(["a"], var.b)',
        '"a" == "b"',
        '("a")',
        "-1.5e3",
        "!var.x",
        "aws_instance.web[*].id",
        "upper(<<EOT\na }\nEOT\n)",
    ],
)
def test_an_expression_stands_as_it_is_written(expression: str) -> None:
    for text, key in (
        (f"a = {expression}\n", "a"),
        (f"a = [\n{expression}\n]", "a.0"),
        (f"a={{b: {expression}}}", "a.b"),
    ):
        (setting,) = read(text)
        assert (setting.key, setting.value) == (key, expression)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r"a\"b\\c\n\u00e9\U0001f600", 'a"b\\c\né😀'),
        ("$${x} ${y} %%{z}", "$${x} ${y} %%{z}"),
        ('${join("", [for x in y : "${x}}"])}', '${join("", [for x in y : "${x}}"])}'),
        ('%{ if a == "}" }b%{ endif }', '%{ if a == "}" }b%{ endif }'),
        ("# no // comment /* here", "# no // comment /* here"),
        ("", ""),
    ],
)
def test_a_string_is_its_text_with_its_templates(written: str, value: str) -> None:
    (setting,) = read(f'k = "{written}"')
    assert (setting.value, setting.column, setting.length or len(setting.value)) == (value, 6, len(written))


def test_heredocs_are_text_without_their_indentation(written: Written) -> None:
    text = 'a = <<EOT\n  b\n c ${d}\nEOT\nb = <<-EOT\n    c\n\n      d\n  EOT\nc = <<E\nE\nd = "e"\n'
    assert written("hcl", text) == [
        ("a", "  b\n c ${d}\n", "  b"),
        ("b", "c\n\n  d\n", "c"),
        ("c", "", ""),
        ("d", "e", "e"),
    ]


def test_vault_and_nomad_policies_are_read_too(written: Written) -> None:
    assert written("hcl", 'path "secret/*" { capabilities = ["read"] }\nui = true\nlistener "tcp" {}') == [
        ("path.secret/*.capabilities.0", "read", "read"),
        ("ui", "true", "true"),
    ]


_SCALARS = st.one_of(st.text("abé😀\"\\$ {}\n,#'"), st.booleans(), st.none(), st.integers())
_DATA = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab c.", min_size=1, max_size=5), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["a", "b-c", "d1"]), _DATA), st.sampled_from((None, 2)))
def test_what_json_says_in_hcl_is_read_as_the_reader_of_json_reads_it(data: object, indent: int | None) -> None:
    def as_hcl(value: object) -> str:  # `${` would open a template, which JSON has not
        return json.dumps(value, indent=indent, ensure_ascii=False).replace("${", "$").replace("%{", "%")

    assert isinstance(data, dict)
    text = "".join(f"{key} = {as_hcl(value)}\n" for key, value in data.items())
    as_json = "{" + ",".join(f'"{key}":{as_hcl(value)}' for key, value in data.items()) + "}"
    assert [setting[:2] for setting in read(text)] == [setting[:2] for setting in json_format.read(as_json)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a = "b', "broken HCL"),
        ('a = "b\nc"', "broken HCL"),
        ("a = [b", "broken HCL"),
        ("a {", "broken HCL"),
        ("}", "broken HCL"),
        ("a = <<EOT\nb", "broken HCL"),
        ("a /* b", "broken HCL"),
        ("a = b)", "broken HCL"),
        ("a = \nb", "broken HCL"),
        ("a b", "broken HCL"),
        ("a = {{ value }}", "a template, not HCL"),
        ("{{- if on }}\na = 1\n", "a template, not HCL"),
        ("a = " + "[" * 1_000, "HCL nested too deeply"),
        ("a {" * 1_000, "HCL nested too deeply"),
        ("a=b\n" * 110_000, "more than 100000 values"),
        (('k "' + "x" * 199 + '" {') * 9, "keys nested too deeply"),
    ],
)
def test_what_is_no_hcl_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))


@pytest.mark.parametrize(
    "name", ["main.tf", "prod.auto.tfvars", "terraform.tfvars.example", "terragrunt.hcl", "a.pkr.hcl", "b.tofu"]
)
def test_its_files_are_known_by_name(name: str) -> None:
    assert format_of(name) == "hcl"


def test_terraform_in_json_is_json() -> None:
    assert format_of("main.tf.json") == format_of("prod.tfvars.json") == "json"
