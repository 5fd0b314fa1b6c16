"""The catalogue reads strictly: a card that cannot be a rule is one clear line, never a rule that sees nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pe_audit import catalog, examples
from pe_audit.card import CardError
from pe_audit.model import PeAuditError, Severity
from pe_audit.scaffold import scaffold

ID = "shop-bad-setting"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rules folder of somebody's own with one good rule."""
    scaffold("shop/bad-setting", tmp_path)
    for path in (tmp_path / "shop" / "bad-setting").glob("*.env"):
        path.write_text(path.read_text().replace("REPLACE_ME", "EXAMPLE_SETTING"))
    return tmp_path


def change(folder: Path, **fields: object) -> None:
    """Give the card other fields; None takes one away."""
    path = folder / "shop" / "bad-setting" / "rule.yaml"
    card = {**yaml.safe_load(path.read_text()), **fields}
    path.write_text(yaml.safe_dump({name: value for name, value in card.items() if value is not None}))


MATCH = {"pattern": "EXAMPLE=(x)", "problem": "Wrong."}
MISTAKES: dict[str, tuple[dict[str, object], str]] = {
    "unknown field": ({"colour": "red"}, "unknown field 'colour'"),
    "no title": ({"title": None}, "field 'title' is missing"),
    "empty title": ({"title": ""}, "field 'title' is missing"),
    "title that is no text": ({"title": ["a"]}, "field 'title' must be text"),
    "severity of no name": ({"severity": "huge"}, "severity must be one of critical, high, medium, low"),
    "severity that is a list": ({"severity": ["high"]}, "field 'severity' must be text"),
    "band": ({"security_severity": 9.5}, "security_severity of a medium rule must be between 4.0 and 6.9"),
    "band in words": ({"security_severity": "5.0"}, "security_severity of a medium rule must be between 4.0 and 6.9"),
    "precision": ({"precision": "exact"}, "precision must be low, medium, high or very-high"),
    "text for a list": ({"cwe": "CWE-1"}, "field 'cwe' must be a list of text"),
    "numbers in a list": ({"references": [1]}, "field 'references' must be a list of text"),
    "word for a truth": ({"dated": "yes please"}, "field 'dated' must be true or false"),
    "kind of evidence": (
        {"looks_at": ["entrails"]},
        "looks_at must be a list out of text, settings, source, project, declared, certificate, clock, handshake,",
    ),
    "kinds that are a mapping": ({"looks_at": [{}]}, "looks_at must be a list out of text, settings"),
    "neither": ({"match": None}, "needs a `match:` block or pe_audit/checks/shop_bad_setting.py"),
    "two kinds of match": ({"match": {"text": MATCH, "call": {}}}, "match must have one key out of"),
    "no kind of match": ({"match": "text"}, "match must have one key out of"),
    "match that is text": ({"match": {"text": "x"}}, "match.text must be a mapping"),
    "unknown field of a match": ({"match": {"text": {**MATCH, "patern": "x"}}}, "match.text has no field 'patern'"),
    "missing field of a match": ({"match": {"text": {"problem": "x"}}}, "match.text needs a field 'pattern'"),
    "pattern": ({"match": {"text": {**MATCH, "pattern": "(x"}}}, "pattern '(x' does not compile: "),
    "backreference": ({"match": {"text": {**MATCH, "pattern": r"(x)\1"}}}, r"pattern '(x)\\1' does not compile: "),
    "word of no gateway": ({"match": {"text": {**MATCH, "pattern": "${nothing}"}}}, "pattern '${nothing}': no gateway"),
    "trigger": ({"triggers": ["*"]}, "pattern '*' does not compile: "),
    "triggers of a strange shape": ({"triggers": {"a": 1}}, "triggers must be a list of patterns, or a list of such"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_card_is_one_line_that_names_it(folder: Path, mistake: str) -> None:
    fields, message = MISTAKES[mistake]
    change(folder, **fields)
    with pytest.raises(CardError) as caught:
        catalog.load((folder,))
    assert caught.value.message.startswith(f"{ID}: {message}")
    assert "\n" not in caught.value.message
    assert list(examples.proofs(folder)) == [[caught.value.message]]


@pytest.mark.parametrize("text", ["a: [", "- a\n", "", "a: !!python/name:os.system\n", "\x00"], ids=repr)
def test_a_card_that_is_no_mapping_is_one_line(folder: Path, text: str) -> None:
    (folder / "shop" / "bad-setting" / "rule.yaml").write_text(text)
    with pytest.raises(CardError, match=rf"^{ID}: rule.yaml (must be a mapping|is not YAML)[^\n]*$"):
        catalog.load((folder,))


def test_a_rule_of_ones_own_is_loaded_beside_ours(folder: Path) -> None:
    rule = catalog.find(ID, (folder,))
    assert (rule.area, rule.severity) == ("shop", Severity.MEDIUM)
    assert len(catalog.load((folder,))) == len(catalog.load()) + 1


def test_a_rule_of_ones_own_cannot_use_a_python_check(tmp_path: Path) -> None:
    ours = Path(catalog.find("clock-drift").folder)
    place = tmp_path / "clock" / "drift"
    place.mkdir(parents=True)
    (place / "rule.yaml").write_bytes((ours / "rule.yaml").read_bytes())
    assert list(examples.proofs(tmp_path)) == [["clock-drift: a rule outside pe-audit needs a `match:` block"]]


def test_both_detections_are_refused(tmp_path: Path, folder: Path) -> None:
    place = tmp_path / "own" / "clock" / "drift"
    place.mkdir(parents=True)
    (place / "rule.yaml").write_bytes((folder / "shop" / "bad-setting" / "rule.yaml").read_bytes())
    message = "clock-drift: has both a `match:` block and pe_audit/checks/clock_drift.py; keep one"
    assert list(examples.proofs(tmp_path / "own")) == [[message]]


def test_two_rules_of_one_name_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CardError, match="two rules have this id"):
        catalog.load((folder, tmp_path))


def test_an_id_that_is_none_suggests_the_nearest() -> None:
    with pytest.raises(PeAuditError) as caught:
        catalog.find("clock-drif")
    assert (caught.value.message, caught.value.help) == ("there is no rule 'clock-drif'", "did you mean clock-drift?")


class TestExamples:
    """Examples that fail to prove their rule, in one line each."""

    def failures(self, folder: Path, **files: str) -> list[str]:
        for name, text in files.items():
            (folder / "shop" / "bad-setting" / name.replace("_", ".")).write_text(text)
        (problems,) = examples.proofs(folder)
        return problems

    def test_good_ones_prove_it(self, folder: Path) -> None:
        assert self.failures(folder) == []

    def test_a_bad_one_with_nothing_to_report(self, folder: Path) -> None:
        assert self.failures(folder, bad_env="EXAMPLE_SETTING=safe\n") == [f"{ID}: bad.env: nothing is reported"]

    def test_an_expected_line_that_is_not_reported(self, folder: Path) -> None:
        text = "EXAMPLE_SETTING=unsafe # pe-audit: expect\nEXAMPLE_SETTING=safe # pe-audit: expect\n"
        assert self.failures(folder, bad_env=text) == [f"{ID}: bad.env: line 2 is not reported"]

    def test_a_reported_line_that_is_not_expected(self, folder: Path) -> None:
        text = "EXAMPLE_SETTING=unsafe # pe-audit: expect\nEXAMPLE_SETTING=worse\n"
        assert self.failures(folder, bad_env=text) == [f"{ID}: bad.env: line 2 is reported and not expected"]

    def test_a_good_one_that_is_reported(self, folder: Path) -> None:
        problems = self.failures(folder, good_env="EXAMPLE_SETTING=unsafe\n")
        assert problems == [f"{ID}: good.env: line 1 is reported and should not be"]

    def test_a_good_one_without_a_subject(self, folder: Path) -> None:
        problems = self.failures(folder, good_env="OTHER=1\n")
        assert problems == [f"{ID}: good.env: the rule sees no subject in it, so it proves nothing"]

    def test_no_examples_at_all(self, folder: Path) -> None:
        for path in (folder / "shop" / "bad-setting").glob("*.env"):
            path.unlink()
        (problems,) = examples.proofs(folder)
        assert problems == [f"{ID}: has no bad.* example", f"{ID}: has no good.* example"]


@pytest.mark.parametrize("name", ["", "a", "a/b/c", "../a/b", "A/b", "a/B", "a b/c", "-a/b", "a/-b", "a/..", "/a/b"])
def test_a_name_that_is_none_makes_no_rule(tmp_path: Path, name: str) -> None:
    with pytest.raises(PeAuditError, match="is no AREA/PROBLEM"):
        scaffold(name, tmp_path)
    assert list(tmp_path.iterdir()) == []
