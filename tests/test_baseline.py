"""Findings known and put off: none is reported again because lines moved, and no secret lies in the file."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from pe_audit import baseline, catalog
from pe_audit.audit import audit
from pe_audit.model import Audit, PeAuditError
from pe_audit.options import Config, Options

RULE = "environment-unknown-host"


def run(root: Path, known: Path | None = None) -> Audit:
    return audit(Options(paths=(root,), root=root, config=Config(), baseline=known, only=(catalog.find(RULE),)))


def shop(root: Path, files: int = 9) -> Path:
    """A tree with three findings a file; hosts repeat within a file and between files."""
    root.mkdir()
    for number in range(files):
        lines = [f"$a = 'https://api{number}.pagoefectivo.pe';", "$b = 'https://api.pagoefectivo.pe';"]
        (root / f"f{number}.php").write_text("\n".join(["<?php", *lines, "// again", lines[1]]) + "\n")
    return root


def lines_inserted(root: Path) -> None:
    for path in root.glob("*.php"):
        path.write_text("\n\n" + path.read_text().replace("// again", "// again\n\n\n"))


def test_blank_lines_in_every_file_bring_back_none_of_27(tmp_path: Path) -> None:
    root, known = shop(tmp_path / "shop"), tmp_path / "known.json"
    assert baseline.create(known, run(root)) == 27
    lines_inserted(root)
    result = run(root, known)
    assert (len(result.findings), result.baselined) == (0, 27)


def test_a_changed_line_around_the_finding_brings_back_nothing(tmp_path: Path) -> None:
    root, known = shop(tmp_path / "shop"), tmp_path / "known.json"
    baseline.create(known, run(root))
    for path in root.glob("*.php"):
        path.write_text(path.read_text().replace("$a =", "$this->apiAddress  ="))
    assert run(root, known).findings == ()


def test_one_more_of_the_same_is_reported_once(tmp_path: Path) -> None:
    root, known = shop(tmp_path / "shop"), tmp_path / "known.json"
    baseline.create(known, run(root))
    path = root / "f3.php"
    path.write_text("$c = 'https://api.pagoefectivo.pe';\n" + path.read_text())
    assert len(run(root, known).findings) == 1


def test_audited_from_below_it_knows_the_same_findings(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    known = tmp_path / "known.json"
    root = shop(tmp_path / "shop")
    baseline.create(known, run(tmp_path))
    assert run(root, known).findings == ()


def test_update_drops_what_is_gone_and_takes_in_nothing_new(tmp_path: Path) -> None:
    root, known = shop(tmp_path / "shop"), tmp_path / "known.json"
    baseline.create(known, run(root))
    (root / "f0.php").unlink()
    (root / "new.php").write_text("$c = 'https://api.pagoefectivo.pe';\n")
    assert baseline.update(known, run(root)) == (24, 3)
    assert [finding.location.uri for finding in run(root, known).findings] == ["new.php"]
    assert baseline.update(known, run(root)) == (24, 0)


def test_update_keeps_what_could_not_be_read_this_time(tmp_path: Path) -> None:
    root, known = shop(tmp_path / "shop"), tmp_path / "known.json"
    baseline.create(known, run(root))
    (root / "f0.php").unlink()
    os.mkfifo(root / "f0.php")
    assert baseline.update(known, run(root)) == (27, 0)


def test_the_file_is_the_same_for_the_same_findings(tmp_path: Path) -> None:
    root = shop(tmp_path / "shop")
    baseline.create(tmp_path / "one.json", run(root))
    lines_inserted(root)
    baseline.create(tmp_path / "two.json", run(root))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_row_says_rule_path_and_fingerprint_and_no_more(tmp_path: Path) -> None:
    root, known = shop(tmp_path / "shop", files=1), tmp_path / "known.json"
    baseline.create(known, run(root))
    rows = json.loads(known.read_text())["findings"]
    assert {(row["rule"], row["path"], *sorted(row)) for row in rows} == {
        (RULE, "f0.php", "fingerprint", "path", "rule")
    }
    assert len(known.read_text().splitlines()) == len(rows) + 5


def test_findings_that_come_with_time_are_never_put_off(tmp_path: Path) -> None:
    root, known = shop(tmp_path / "shop", files=1), tmp_path / "known.json"
    dated = (replace(catalog.find(RULE), dated=True),)
    options = Options(paths=(root,), root=root, config=Config(), only=dated)
    assert baseline.create(known, audit(options)) == 0
    baseline.create(known, run(root))
    assert len(audit(options._replace(baseline=known)).findings) == 3


BROKEN = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "text": b'"x"',
    "no findings": b'{"version": 1}',
    "rows that are none": b'{"version": 1, "findings": [1]}',
    "fingerprints that are none": b'{"version": 1, "findings": [{"path": "a", "fingerprint": []}]}',
    "depth": b"[" * 100_000,
    "bytes": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_baseline_is_an_error_with_a_remedy(tmp_path: Path, kind: str) -> None:
    (tmp_path / "known.json").write_bytes(BROKEN[kind])
    with pytest.raises(PeAuditError, match="is not a baseline") as caught:
        run(shop(tmp_path / "shop", 1), tmp_path / "known.json")
    assert caught.value.help == "make it anew with `pe-audit baseline create`"


def test_a_baseline_of_another_version_says_so(tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text('{"version": 2, "findings": []}')
    with pytest.raises(PeAuditError, match="version 2, this pe-audit reads version 1"):
        run(shop(tmp_path / "shop", 1), tmp_path / "known.json")


@pytest.mark.parametrize("kind", ["nothing there", "pipe", "link"])
def test_what_is_no_regular_file_is_no_baseline(tmp_path: Path, kind: str) -> None:
    known = tmp_path / "known.json"
    if kind == "pipe":
        os.mkfifo(known)
    elif kind == "link":
        known.symlink_to("/dev/zero")
    with pytest.raises(PeAuditError, match="baseline"):
        run(shop(tmp_path / "shop", 1), known)
