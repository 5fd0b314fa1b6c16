"""The published schema of rule.yaml says what the catalogue takes."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

from pe_audit import card, catalog
from pe_audit.match import KINDS
from pe_audit.model import Precision, Rule, Severity

_SCHEMA = json.loads((files("pe_audit.schema") / "rule.schema.json").read_text(encoding="utf-8"))
_VALIDATOR = jsonschema.Draft202012Validator(_SCHEMA)
_FIELDS = _SCHEMA["properties"]


@pytest.mark.parametrize("rule", catalog.load(), ids=lambda rule: rule.id)
def test_card_keeps_to_the_schema(rule: Rule) -> None:
    fields = yaml.safe_load(Path(rule.folder, "rule.yaml").read_text(encoding="utf-8"))
    assert [error.message for error in _VALIDATOR.iter_errors(fields)] == []


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(_SCHEMA)


def test_fields_of_the_schema_are_those_of_the_catalogue() -> None:
    assert set(_FIELDS) == card.KNOWN
    assert set(_SCHEMA["required"]) == set(card.REQUIRED)


def test_words_of_the_schema_are_those_of_the_model() -> None:
    assert set(_FIELDS["severity"]["enum"]) == {severity.label for severity in Severity}
    assert set(_FIELDS["precision"]["enum"]) == {precision.label for precision in Precision}
    assert tuple(_FIELDS["looks_at"]["items"]["enum"]) == card.KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_blocks_of_the_schema_are_those_that_match_reads(kind: str) -> None:
    block = _FIELDS["match"]["properties"][kind]
    fields = pytest.importorskip(f"pe_audit.match.{kind}").FIELDS
    assert set(block["properties"]) == set(fields)
    assert set(block["required"]) == {name for name, required in fields.items() if required}


@pytest.mark.parametrize(
    "change",
    [{"severity": "low"}, {"security_severity": 9.5}, {"cwe": ["798"]}, {"references": ["http://a.example"]}, {"x": 1}],
    ids=["severity and number apart", "number out of its band", "CWE without its name", "plain http", "unknown field"],
)
def test_schema_refuses(change: dict[str, object]) -> None:
    fields = yaml.safe_load(Path(catalog.load()[0].folder, "rule.yaml").read_text(encoding="utf-8"))
    fields.update({"severity": "high", "security_severity": 7.5})
    assert _VALIDATOR.is_valid(fields)
    assert not _VALIDATOR.is_valid({**fields, **change})
