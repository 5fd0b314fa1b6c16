"""One tree that holds everything bad at once: the run goes on, what is lost is named, and nothing else is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

RULE = "environment-unknown-host"
HOST = "https://pre-api.pagoefectivo.pe/v1"
BAD = f"url = '{HOST}'\n"
SECONDS = 60

READABLE: dict[str | bytes, bytes] = {
    "plain.py": BAD.encode(),
    "latin1.php": b"// a\xf1o\n" + BAD.encode(),
    "broken-utf8.php": b"\xc3\x28 \xe2\x82\n" + BAD.encode(),
    "utf16.cs": BAD.encode("utf-16"),
    "bom.py": b"\xef\xbb\xbf" + BAD.encode(),
    "cr-only.py": b"one\rtwo\r" + BAD.encode().replace(b"\n", b"\r"),
    "crlf.py": b"one\r\ntwo\r\n" + BAD.encode().replace(b"\n", b"\r\n"),
    "long-line.py": b"x = 1; " * 2_000 + b"\n" * 10 + b"y" * 100_000 + b" " + BAD.encode(),
    "separators.py": "one\u2028two\x0b\x0c\x85\n".encode() + BAD.encode(),
    "new\nline.py": BAD.encode(),
    "escape\x1b[31m.py": BAD.encode(),
    "bell\x07\x7f.py": BAD.encode(),
    "right-to-left\u202eyp.py": BAD.encode(),
    b"caf\xe9.py": BAD.encode(),
    "[red]markup[/red].py": BAD.encode(),
    "::error file=x::.py": BAD.encode(),
    "%25 and # and ?.py": BAD.encode(),
    "--exit-zero": BAD.encode(),
    "deep.yaml": f"# {HOST}\n".encode() + b"[" * 30_000,
    "dashes.yaml": f"# {HOST}\n".encode() + b"- " * 30_000,
    "mappings.yaml": f"# {HOST}\n".encode() + b"{a: " * 30_000,
    "bomb.yaml": f"# {HOST}\na: &a [x, x]\n".encode()
    + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 122)),
    "deep.json": b"[\n" * 100_000 + f'"{HOST}"'.encode(),
    "deep.xml": b"<a>\n" * 50_000 + HOST.encode(),
    "entities.xml": f"<!DOCTYPE a [<!ENTITY b '{HOST}'><!ENTITY c '&b;&b;'>]><a>&c;</a>".encode(),
    "outside.xml": f"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;{HOST}</a>".encode(),
    "deep.php": b"<?php " + b"(\n" * 10_000 + BAD.encode(),
    "deep.js": b"a(\n" * 10_000 + BAD.encode(),
    "unclosed.js": b"`${\n" * 5_000 + BAD.encode(),
    "nginx.conf": b"server {\n" * 20_000 + f"# {HOST}\n".encode(),
    "broken.env": b"A=${\n" * 10_000 + b"\n" + BAD.encode(),
}
UNREADABLE = {
    "huge.py": "larger than 2 MB (2,000,001 bytes)",
    "pipe.py": "not a regular file",
    "out.py": "a symbolic link out of the audited tree, not followed",
    "folder-out": "a symbolic link out of the audited tree, not followed",
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("bad") / "tree"
    top.mkdir()
    for name, content in READABLE.items():
        path = os.fsencode(top) + b"/" + os.fsencode(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(content)
    (top / "empty.py").touch()
    (top / "binary.dat").write_bytes(bytes(range(256)) * 64 + BAD.encode())
    (top / "huge.py").write_bytes(BAD.encode() + b"#" * (2_000_001 - len(BAD)))
    os.mkfifo(top / "pipe.py")
    (top / "out.py").symlink_to("/etc/passwd")
    (top / "folder-out").symlink_to("/etc")
    (top / "loop").symlink_to("loop")
    (top / "self").symlink_to(".")
    (top / ".gitignore").write_bytes(b"\xff\n[z-a]\n" + b"*a" * 400 + b"b\n")
    (top / ".git").write_text("gitdir: /nowhere\n")
    return top


@pytest.fixture(scope="module")
def ran(tree: Path) -> subprocess.CompletedProcess[bytes]:
    """One run over the tree, in a process of its own: a parser that dies must not take the tests along."""
    outputs = [f"--output={format}={tree.parent / 'report'}.{format}" for format in ("json", "sarif")]
    return subprocess.run(
        [sys.executable, "-m", "pe_audit", "check", str(tree), "--fail-on", "medium", "--color", "never", *outputs],
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.fixture(scope="module")
def report(tree: Path, ran: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    assert ran.returncode == 1, ran.stderr
    return json.loads((tree.parent / "report.json").read_text())  # type: ignore[no-any-return]


def test_no_finding_is_lost(report: dict[str, Any]) -> None:
    found = {finding["path"] for finding in report["findings"] if finding["rule"] == RULE}
    assert {os.fsencode(name).decode("utf-8", "backslashreplace") for name in READABLE} - found == set()


@pytest.mark.parametrize(("name", "line"), [("cr-only.py", 3), ("crlf.py", 3), ("separators.py", 2), ("utf16.cs", 1)])
def test_lines_are_counted_as_editors_do(report: dict[str, Any], name: str, line: int) -> None:
    assert line in {finding["line"] for finding in report["findings"] if finding["path"] == name}


def test_what_cannot_be_read_is_named_with_its_reason(report: dict[str, Any]) -> None:
    lost = {entry["path"]: entry["reason"] for entry in report["unreached"]}
    assert {name: lost.get(name) for name in UNREADABLE} == UNREADABLE


def test_what_cannot_be_parsed_is_named_too(report: dict[str, Any]) -> None:
    lost = {entry["path"] for entry in report["unreached"]}
    assert {"deep.yaml", "dashes.yaml", "mappings.yaml", "deep.json", "deep.xml"} <= lost


def test_a_binary_file_is_counted_as_skipped(report: dict[str, Any]) -> None:
    assert report["skipped"]["media, archive or binary"] == 1


def test_no_rule_crashes(report: dict[str, Any], ran: subprocess.CompletedProcess[bytes]) -> None:
    reasons = [reason for verdict in report["verdicts"] for reason in verdict["reasons"]]
    assert [reason for reason in reasons if "crashed" in reason] == []
    assert b"Traceback" not in ran.stderr


def test_no_rule_that_lost_a_file_says_pass(report: dict[str, Any]) -> None:
    files = {"environment-unknown-host", "transport-callback-over-http"}
    outcomes = {verdict["rule"]: verdict["outcome"] for verdict in report["verdicts"]}
    assert "pass" not in {outcomes[rule] for rule in files & set(outcomes)}


def test_the_terminal_sees_no_control_character(ran: subprocess.CompletedProcess[bytes]) -> None:
    for stream in (ran.stdout, ran.stderr):
        odd = {char for char in stream.decode() if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"}
        assert odd == set()


def test_nothing_of_what_the_links_lead_to_is_shown(tree: Path, ran: subprocess.CompletedProcess[bytes]) -> None:
    outputs = [ran.stdout, ran.stderr, *(path.read_bytes() for path in tree.parent.glob("report.*"))]
    assert not any(b"root:x:" in output for output in outputs)


def test_each_file_alone_ends_well(tree: Path) -> None:
    """Named one by one on the command line they give findings or a reason, never a crash."""
    names = sorted(os.fsencode(name) for name in [*READABLE, *UNREADABLE])
    words = [os.fsencode(tree) + b"/" + name for name in names]
    ended = subprocess.run(
        [sys.executable, "-m", "pe_audit", "check", "--format", "json", "--fail-on", "never", "--", *words],
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert ended.returncode == 3, ended.stderr
    assert json.loads(ended.stdout)["files"] == len(READABLE)
