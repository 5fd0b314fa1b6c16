"""What people see of an audit."""

from __future__ import annotations

import re
import subprocess
import sys
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pe_audit.model import Audit
from pe_audit.report import render
from pe_audit.report.look import PLAIN, Look, look_for
from pe_audit.report.printable import cells

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

Run = "Callable[[dict[str, bytes]], Audit]"


def test_report_shows_each_finding_and_what_was_not_checked(audited: Audit, snapshot: SnapshotAssertion) -> None:
    assert render(audited, "text") == snapshot


def test_quiet_report_is_one_line_a_finding(audited: Audit, snapshot: SnapshotAssertion) -> None:
    report = render(audited, "text", Look(quiet=True))
    assert len(report.splitlines()) == len(audited.findings)
    assert report == snapshot


def test_colour_changes_nothing_but_colour(audited: Audit, snapshot: SnapshotAssertion) -> None:
    coloured = render(audited, "text", Look(color=True))
    assert coloured == snapshot
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render(audited, "text")


@pytest.mark.parametrize("width", [50, 80, 200])
def test_no_line_is_wider_than_the_terminal(audited: Audit, width: int) -> None:
    lines = render(audited, "text", Look(width=width)).splitlines()
    arrows = [line for line in lines if "-->" in line or "= also" in line]  # a path is never cut: it is to be clicked
    assert max(cells(line) for line in lines if line not in arrows) <= width


def test_report_without_findings_imports_no_rich() -> None:
    code = (
        "import sys; from pe_audit.model import Audit; from pe_audit.report import render\n"
        "print(render(Audit((), (), (), 3), 'text')); assert not {'rich', 'json'} & set(sys.modules), 'imported'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "No findings in 3 files." in done.stdout


def test_quiet_report_without_findings_is_empty() -> None:
    assert render(Audit((), (), (), 3), "text", Look(quiet=True)) == ""


def test_finding_says_in_one_line_where_it_takes_effect(run: Run) -> None:
    code = b"<?php get('http://viejo.example');\n"
    report = render(run({"config.live.php": code, "a.php": code}), "text")
    assert [line.strip() for line in report.splitlines() if "= where" in line] == [
        "= where: live: its name is config.live.php"
    ]


def test_marks_stand_under_the_span_after_wide_characters(run: Run) -> None:
    report = render(run({"a.js": "const 店 = '😀é'; get('http://viejo.example');\n".encode()}), "text")
    lines = report.splitlines()
    source, marks = next(pair for pair in pairwise(lines) if "^" in pair[1])
    before = source.partition("viejo")[0]
    assert cells(marks.partition("^")[0]) == cells(before)
    assert marks.count("^") == len("viejo.example")


def test_span_in_the_middle_of_a_long_line_is_shown(run: Run) -> None:
    data = b"\n" + b"x" * 60_000 + b" http://viejo.example " + b"y\t" * 30_000
    report = render(run({"a.txt": data}), "text")
    assert any("viejo.example" in line and line.endswith("...") for line in report.splitlines())


def test_control_and_bidi_characters_of_the_tree_do_not_reach_the_terminal(run: Run) -> None:
    hostile = "a\u202e\x9b31m\x07\u2066.env"
    report = render(run({hostile: "x = '\x1b]0;title\x07\u202eevil' http://viejo.example\u2028\n".encode()}), "text")
    assert not [char for char in report if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0)]
    assert not set("\u202e\u2066\u2028") & set(report)
    assert "\\u202e" in report


def test_names_that_are_not_utf8_can_be_shown(run: Run) -> None:
    report = render(run({"caf\udce9.env": b"http://viejo.example\n"}), "text")
    report.encode("utf-8")
    assert "caf\\xe9.env" in report


def test_markup_in_names_is_text(run: Run) -> None:
    assert "[/red][bold]x.env:1:8" in render(run({"[/red][bold]x.env": b"http://viejo.example\n"}), "text")


@pytest.mark.parametrize("look", [PLAIN, Look(quiet=True), Look(color=True)], ids=["plain", "quiet", "coloured"])
def test_build_server_finds_no_command_in_the_report(run: Run, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    audit = run({"::error::x.env": b"##[add-mask]a http://viejo.example\n"})._replace(root=".")
    lines = render(audit, "text", look).splitlines()
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize(
    ("here", "shown"),
    [("shop", "config/.env"), (".", "shop/config/.env"), ("shop/src", "../config/.env")],
    ids=["from the audited folder", "from above it", "from below it"],
)
def test_paths_can_be_opened_from_where_the_user_stands(
    audited: Audit, here: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / here)
    report = render(audited._replace(root=str(tmp_path / "shop")), "text", Look(quiet=True))
    assert report.startswith(f"{shown}:3:9: critical[secret-planted] ")


def test_path_of_a_tree_elsewhere_is_absolute(audited: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir("/")
    elsewhere = audited._replace(root="/srv/tienda")
    monkeypatch.chdir(tmp_path)
    assert render(elsewhere, "text", Look(quiet=True)).startswith("/srv/tienda/config/.env:3:9: ")


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("color", "environ", "terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
    ids=str,
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(
    color: str, environ: dict[str, str], terminal: bool, wanted: bool
) -> None:
    stream = _Terminal() if terminal else StringIO()
    assert look_for(stream, color, environ=environ).color is wanted


def test_width_is_80_where_there_is_no_terminal() -> None:
    assert look_for(StringIO()).width == 80
