"""`match: call` through the command line: a declarative rule of the user's own, in several languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pe_audit.cli import program

CARD = """\
title: A payment code that lives too long
severity: low
security_severity: 2.0
precision: high
looks_at: [source]
triggers: [create_?cip]
match:
  call:
    callee: '(?i)(?:.*\\W)?create_?cip'
    argument: days
    sound: '[1-7]'
    problem: '{callee} asks for {subject} days.'
why: It does.
fix: Ask for a week at most.
"""


def findings(tmp_path: Path, name: str, code: str) -> list[str]:
    card = tmp_path / "rules" / "client" / "long-lived-code" / "rule.yaml"
    card.parent.mkdir(parents=True)
    card.write_text(CARD)
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / name).write_text(code)
    arguments = ["check", str(shop), "--rules", str(tmp_path / "rules"), "--select", "client-long-lived-code"]
    result = CliRunner().invoke(program, [*arguments, "--format", "json", "--fail-on", "never"])
    assert result.exit_code == 0, result.output
    return [finding["message"] for finding in json.loads(result.stdout)["findings"]]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("shop.py", "gateway.create_cip(total, days=90)\n"),
        ("shop.php", "<?php $gateway->create_cip($total, days: 90);\n"),
    ],
)
def test_a_named_argument_is_found_in_any_language(tmp_path: Path, name: str, code: str) -> None:
    assert findings(tmp_path, name, code) == ["create_cip asks for 90 days."]


@pytest.mark.parametrize("code", ["gateway.create_cip(total, days=7)\n", "gateway.create_cip(total)\n"])
def test_a_sound_or_absent_argument_is_no_finding(tmp_path: Path, code: str) -> None:
    assert findings(tmp_path, "shop.py", code) == []
