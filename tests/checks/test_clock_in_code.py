"""clock-fixed-offset, clock-local-timestamp and clock-read-twice: what counts as a reading, and what excuses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import audit
from pe_audit.model import Outcome
from pe_audit.options import Config, Options


def outcome(root: Path, rule: str, **files: str) -> tuple[Outcome, list[int]]:
    """The rule's verdict and the lines it reports in a tree of these files (`a_py` is a.py)."""
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    seen = audit(Options((root,), root, Config(), select=(rule,)))
    return seen.verdicts[0].outcome, [finding.location.line for finding in seen.findings]


@pytest.mark.parametrize(
    "line",
    [
        'date = datetime.now().strftime("%Y-%m-%dT%H:%M:%S") + "-05:00"',
        'date = f"{datetime.utcnow():%Y-%m-%dT%H:%M:%S}-05:00"',
        'body = {"dateExpiry": datetime.now().isoformat()[:19] + "-05:00"}',
    ],
)
def test_an_offset_behind_the_clock_is_reported(tmp_path: Path, line: str) -> None:
    assert outcome(tmp_path, "clock-fixed-offset", a_py=line) == (Outcome.FAIL, [1])


@pytest.mark.parametrize(
    "line",
    [
        'date = "2026-01-31T10:00:00-05:00"',
        'date = parsed + "-05:00"',
        'css = "bg-slate-500"',
        'date = datetime.now().strftime("%Y") + "-15:00"',
    ],
    ids=["a constant", "a time that was given", "a colour", "another offset"],
)
def test_what_reads_no_clock_is_no_subject(tmp_path: Path, line: str) -> None:
    assert outcome(tmp_path, "clock-fixed-offset", a_py=line) == (Outcome.NOT_APPLICABLE, [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dockerfile", "FROM python:3.12\nENV TZ=America/Lima\n"),
        ("shop__settings_py", 'TIME_ZONE = "America/Lima"\n'),
        ("config__app_php", "<?php return ['timezone' => 'America/Lima'];"),
        ("bootstrap_php", "<?php date_default_timezone_set('America/Bogota');"),
    ],
)
def test_a_zone_set_for_the_whole_project_makes_it_right(tmp_path: Path, name: str, text: str) -> None:
    line = 'date = datetime.now().strftime("%Y-%m-%dT%H:%M:%S") + "-05:00"'
    assert outcome(tmp_path, "clock-fixed-offset", a_py=line, **{name: text}) == (Outcome.PASS, [])


def test_a_zone_that_is_not_the_gateways_does_not(tmp_path: Path) -> None:
    line = 'date = datetime.now().strftime("%Y-%m-%dT%H:%M:%S") + "-05:00"'
    files = {"a_py": line, "shop__settings_py": 'TIME_ZONE = "UTC"\n'}
    assert outcome(tmp_path, "clock-fixed-offset", **files) == (Outcome.FAIL, [1])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("datetime.now().isoformat()", Outcome.FAIL),
        ("datetime.utcnow().strftime('%Y-%m-%dT%H:%M:%S')", Outcome.FAIL),
        ("datetime.now(timezone.utc).isoformat()", Outcome.PASS),
        ("datetime.now().astimezone().strftime('%Y-%m-%dT%H:%M:%S%z')", Outcome.PASS),
        ("datetime.utcnow().strftime('%Y-%m-%dT%H:%M:%SZ')", Outcome.PASS),
        ("spelled(datetime.now())", Outcome.OPEN),
        ("given", Outcome.NOT_APPLICABLE),
    ],
)
def test_the_time_of_a_request_says_its_zone(tmp_path: Path, value: str, expected: Outcome) -> None:
    assert outcome(tmp_path, "clock-local-timestamp", a_py=f'body = {{"dateRequest": {value}}}\n')[0] is expected


def test_one_reading_for_hash_and_body_is_sound(tmp_path: Path) -> None:
    text = "now = moment().format();\nsend({ dateRequest: now, hashString: sha256(key + now) });\n"
    assert outcome(tmp_path, "clock-read-twice", a_js=text) == (Outcome.PASS, [])


def test_two_readings_are_reported_at_the_body(tmp_path: Path) -> None:
    text = "const hash = sha256(key + moment().format());\nsend({ dateRequest: moment().format(), hash });\n"
    assert outcome(tmp_path, "clock-read-twice", a_js=text) == (Outcome.FAIL, [2])


@pytest.mark.parametrize(
    ("setup", "expected"),
    [
        ("f.dateFormat = \"yyyy-MM-dd'T'HH:mm:ss\"", Outcome.FAIL),
        ("f.dateFormat = \"yyyy-MM-dd'T'HH:mm:ssXXX\"", Outcome.PASS),
        ("f.dateFormat = \"yyyy-MM-dd'T'HH:mm:ss\"\nf.timeZone = TimeZone(secondsFromGMT: -18000)", Outcome.PASS),
        ('other.dateFormat = "yyyy-MM-dd"', Outcome.OPEN),
    ],
)
def test_how_a_formatter_was_set_up_counts(tmp_path: Path, setup: str, expected: Outcome) -> None:
    text = f"let f = DateFormatter()\n{setup}\nlet dateRequest = f.string(from: Date())\n"
    assert outcome(tmp_path, "clock-local-timestamp", a_swift=text)[0] is expected


def test_a_time_that_is_handed_on_under_its_name_is_one_subject(tmp_path: Path) -> None:
    text = 'val dateRequest = LocalDateTime.now().toString()\nsend(mapOf("dateRequest" to dateRequest))\n'
    assert outcome(tmp_path, "clock-local-timestamp", a_kt=text) == (Outcome.FAIL, [1])


def test_names_in_kotlins_strings_are_followed(tmp_path: Path) -> None:
    text = 'val now = Instant.now()\nval dateRequest = now\nval hash = sha256("$id.$key.$now")\n'
    assert outcome(tmp_path, "clock-read-twice", a_kt=text) == (Outcome.PASS, [])
