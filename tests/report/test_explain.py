"""A rule explained in the terminal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pe_audit import baseline, catalog
from pe_audit.configuration import load
from pe_audit.report import explain
from pe_audit.report.look import PLAIN, Look
from pe_audit.report.printable import cells
from pe_audit.report.samples import shown_samples

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pe_audit.model import Rule


def test_explanation_of_a_rule_with_everything(rules: tuple[Rule, Rule], snapshot: SnapshotAssertion) -> None:
    assert explain.render(rules[0], PLAIN) == snapshot


def test_explanation_of_a_rule_with_the_least(rules: tuple[Rule, Rule], snapshot: SnapshotAssertion) -> None:
    assert explain.render(rules[1], PLAIN) == snapshot


def test_colour_changes_nothing_but_colour(rules: tuple[Rule, Rule]) -> None:
    coloured = explain.render(rules[0], Look(color=True))
    assert "\x1b[" in coloured.partition("<?php")[2]  # the code is highlighted
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == explain.render(rules[0], PLAIN)


@pytest.mark.parametrize("rule", catalog.load(), ids=lambda rule: rule.id)
@pytest.mark.parametrize("look", [PLAIN, Look(color=True)], ids=["plain", "coloured"])
def test_every_rule_can_be_explained(rule: Rule, look: Look) -> None:
    text = explain.render(rule, look)
    assert "pe-audit: expect" not in text
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    sections = [part for part in plain.split("\n\n") if part.startswith(("Why", "Fix", "Standards", "How to mute"))]
    assert max(cells(line) for part in sections for line in part.splitlines()) <= look.width


def _example(rule: Rule, name: str, text: str) -> None:
    path = Path(rule.folder, name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())


def test_examples_shown_are_in_one_language(rules: tuple[Rule, Rule]) -> None:
    rule = rules[1]
    for name in ("bad.env", "good.env", "bad.py", "bad.js", "good.js", "bad-curl.php", "good-other.php"):
        _example(rule, name, name)
    bad, good = shown_samples(rule)
    assert [sample.name for sample in bad + good] == ["bad.js", "good.js"]


def test_example_that_is_a_folder_is_shown_file_by_file(rules: tuple[Rule, Rule]) -> None:
    rule = rules[1]
    for name in ("bad/a.php", "bad/b.env", "good/a.php"):
        _example(rule, name, "x = 1 # pe-audit: expect\n")
    bad, good = shown_samples(rule)
    assert [(sample.name, sample.code, sample.marked) for sample in bad] == [
        ("bad/a.php", "x = 1", {1}),
        ("bad/b.env", "x = 1", {1}),
    ]
    assert [sample.name for sample in good] == ["good/a.php"]


@pytest.mark.parametrize(
    "mark",
    [
        " # pe-audit: expect",
        "  // pe-audit: expect",
        " /* pe-audit: expect */",
        " <!-- pe-audit: expect -->",
        " -- pe-audit: expect",
        " ; pe-audit: expect",
        " {{-- pe-audit: expect --}}",
    ],
)
def test_marks_of_the_tests_are_not_shown(rules: tuple[Rule, Rule], mark: str) -> None:
    _example(rules[1], "bad.txt", f"url = http://a.example{mark}\nnext\n")
    ((sample,), _) = shown_samples(rules[1])
    assert sample.code == "url = http://a.example\nnext"
    assert sample.marked == {1}


def test_binary_and_huge_examples_are_not_shown(rules: tuple[Rule, Rule]) -> None:
    _example(rules[1], "bad.der", "a\0b")
    _example(rules[1], "good.txt", "x" * 30_000)
    assert shown_samples(rules[1]) == ([], [])


def test_muting_is_explained_as_the_configuration_takes_it(tmp_path: Path) -> None:
    rule = catalog.load()[0]
    muting = explain.render(rule, PLAIN).partition("How to mute")[2].splitlines()
    examples = [line[4:] for line in muting if line.startswith("    ")]
    yaml_lines = [line for line in examples if not line.startswith(("#", "pe-audit"))]
    (tmp_path / "pe-audit.yaml").write_text("\n".join(yaml_lines) + "\n", encoding="utf-8")
    config = load(tmp_path)
    assert config.off == {rule.id}
    assert config.baseline == baseline.NAME
    assert [(mute.rules, mute.path) for mute in config.mutes] == [({rule.id}, "tests/")]
