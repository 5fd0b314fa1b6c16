"""What a part of a tree decides: the files of a commit say nothing of what stands in the others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pe_audit.cli import main

DECLARED = """\
gateway: {protocol: "2026", ranges: [200.48.0.0/26], source: their mail, retrieved: 2026-10-05}
callbacks: [{url: https://www.bodega-andina.pe/pagoefectivo/webhook}]
keys: [{id: api, purpose: api, created: 2020-01-01}]
"""
TREE = {
    "pe-audit.yaml": DECLARED,
    "README.md": "# A shop\n",
    "Web.config": '<configuration><system.web><compilation debug="true"/></system.web></configuration>\n',
    "settings.py": "DEBUG = True\nSECRET = load()\n",
    ".env.production": "APP_DEBUG=true\n",
    "pay.py": 'date = datetime.now().strftime("%Y-%m-%dT%H:%M:%S") + "-05:00"\n',
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TREE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verdicts(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *paths: str) -> dict[str, Any]:
    monkeypatch.setattr("sys.argv", ["pe-audit", "check", *paths, "--format", "json"])
    with pytest.raises(SystemExit):
        main()
    return {one["rule"]: one["outcome"] for one in json.loads(capfd.readouterr().out)["verdicts"]}


RULES = (
    "allowlist-missing",
    "clock-fixed-offset",
    "environment-debug",
    "environment-old-profile",
    "key-too-old",
    "transport-mtls-missing",
)


def test_the_whole_tree_decides(tree: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen = verdicts(capfd, monkeypatch)
    assert {rule: seen[rule] for rule in RULES} == dict.fromkeys(RULES, "fail")


def test_a_file_that_has_no_part_in_it_is_not_blamed_for_what_is_declared(
    tree: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = verdicts(capfd, monkeypatch, "README.md")
    assert {rule: seen[rule] for rule in RULES} == dict.fromkeys(RULES, "notApplicable")


def test_the_declarations_alone_are_judged_by_what_they_say(
    tree: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = verdicts(capfd, monkeypatch, "pe-audit.yaml")
    assert (seen["key-too-old"], seen["environment-old-profile"]) == ("fail", "fail")
    assert (seen["allowlist-missing"], seen["transport-mtls-missing"]) == ("open", "open")


@pytest.mark.parametrize("name", ["Web.config", "settings.py"])
def test_a_base_file_may_be_overridden_by_one_that_is_not_read(
    name: str, tree: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdicts(capfd, monkeypatch, name)["environment-debug"] == "open"


def test_what_stands_in_production_s_own_file_is_reported_at_once(
    tree: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdicts(capfd, monkeypatch, ".env.production")["environment-debug"] == "fail"


def test_a_zone_may_be_set_in_a_file_that_is_not_read(
    tree: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdicts(capfd, monkeypatch, "pay.py")["clock-fixed-offset"] == "open"
