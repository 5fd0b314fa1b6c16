"""The JSON report keeps to its published schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from pe_audit.report import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from pe_audit.model import Audit

    Run = Callable[[dict[str, bytes]], Audit]


def _closed(schema: Any) -> Any:
    """The schema with every object closed: what we emit beyond the published fields is a mistake of ours."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    return {**closed, "additionalProperties": False} if "required" in closed else closed


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((files("pe_audit.schema") / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(_closed(schema))


def test_report_of_the_small_tree(
    audited: Audit, validator: jsonschema.Draft202012Validator, snapshot: SnapshotAssertion
) -> None:
    report = render(audited, "json")
    validator.validate(json.loads(report))
    assert report == snapshot


def test_report_of_nothing_is_valid(run: Run, validator: jsonschema.Draft202012Validator) -> None:
    validator.validate(json.loads(render(run({"a.txt": b""}), "json")))


def test_finding_says_where_it_takes_effect_if_that_is_known(
    run: Run, validator: jsonschema.Draft202012Validator
) -> None:
    line = b"A=http://viejo.example\n"
    report = json.loads(render(run({".env.production": line, ".env": line, "prod/notes.txt": line}), "json"))
    validator.validate(report)
    assert {finding["path"]: finding.get("environment") for finding in report["findings"]} == {
        ".env.production": {"name": "live", "reason": "its name is .env.production"},
        ".env": None,
        "prod/notes.txt": None,
    }


def test_same_tree_gives_the_same_bytes(run: Run) -> None:
    tree = {f"{name}.env": b"A=http://viejo.example\nPAY_KEY=inventada1\n" for name in "cab"}
    assert render(run(tree), "json") == render(run(tree), "json")


def test_findings_are_in_order_of_place(audited: Audit) -> None:
    places = [(f["path"], f["line"], f["column"]) for f in json.loads(render(audited, "json"))["findings"]]
    assert places == sorted(places)


def test_names_that_are_not_utf8_are_written_with_escapes(run: Run, validator: jsonschema.Draft202012Validator) -> None:
    report = render(run({"caf\udce9.env": b"http://viejo.example\n"}), "json")
    assert "\\udc" not in report
    parsed = json.loads(report)
    validator.validate(parsed)
    assert parsed["findings"][0]["path"] == "caf\\xe9.env"


def test_build_server_finds_no_command_in_the_report(run: Run) -> None:
    report = render(run({"##[add-mask]a.env": b"http://viejo.example\n"}), "json")
    assert "##[" not in report
    assert json.loads(report)["findings"][0]["path"] == "##[add-mask]a.env"
