"""What README promises of the audited tree: nothing of it runs, nothing is written, nothing secret is kept."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "Zr8kQ2pW9xT4mB7nL3vC6hJ1dF5gS0aY"  # made up
MODULES = ("sitecustomize", "usercustomize", "conftest", "yaml", "click", "re2", "rich", "hyperscan", "json", "setup")

# Python reports what it does to such a hook; what C libraries do they do not tell, so sockets have a test of their own.
WITNESS = """
import json, os, sys
seen = []
DEEDS = ("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.fork", "pty.")
def witness(event, words):
    if event.startswith(DEEDS):
        seen.append([event, str(words)])
    elif event == "open" and isinstance(words[0], (str, bytes)):
        flags = words[2] or 0
        seen.append(["write" if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else "read", os.fsdecode(words[0])])
    elif event == "import":
        seen.append(["import", words[1] or ""])
sys.addaudithook(witness)
sys.argv = ["pe-audit", *sys.argv[2:]]
try:
    from pe_audit.cli import main
    main()
finally:
    told = json.dumps(seen)
    with open(%r, "w") as file:
        file.write(told)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A shop that would like to be run: modules with our libraries' names, git programs, hooks, a plugin."""
    top = tmp_path / "tree"
    (top / ".git" / "hooks").mkdir(parents=True)
    trap = f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()\n"
    for name in MODULES:
        (top / f"{name}.py").write_text(trap)
    (top / "pe_audit_rules").mkdir()
    (top / "pe_audit_rules" / "__init__.py").write_text(trap)
    program = top / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'ran'}\n")
    program.chmod(0o755)
    (top / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (top / ".git" / "config").write_text(f'[core]\n fsmonitor = {program}\n[filter "x"]\n clean = {program}\n')
    for hook in ("pre-commit", "post-index-change", "fsmonitor-watchman"):
        (top / ".git" / "hooks" / hook).write_bytes(program.read_bytes())
        (top / ".git" / "hooks" / hook).chmod(0o755)
    (top / ".gitattributes").write_text("* filter=x\n")
    (top / "package.json").write_text(json.dumps({"scripts": {"preinstall": str(program)}}))
    (top / "shop.php").write_text(f"<?php\n$clientSecret = '{SECRET}';\n$u = 'http://pre-api.pagoefectivo.pe';\n")
    (top / "pe-audit.yaml").write_text("ignore: [{rule: clock-drift, path: a, reason: b}]\n")
    return top


def contents(top: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() + str(path.lstat().st_mode)
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }


def check(tmp_path: Path, tree: Path) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-m", "pe_audit", "check"]
    return subprocess.run(words, cwd=tree, env=environment(tmp_path), capture_output=True, timeout=60, check=False)


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}


COMMANDS = (["check"], ["check", "--staged"], ["check", "--format", "sarif", "."], ["hook", "shop.php", "setup.py"])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_of_the_tree_runs_and_nothing_in_it_changes(tmp_path: Path, tree: Path, command: list[str]) -> None:
    before = contents(tree)
    for start in ([sys.executable, "-m", "pe_audit"], [str(Path(sys.executable).parent / "pe-audit")]):
        if len(start) == 1 and not Path(start[0]).exists():
            continue
        ended = subprocess.run(
            [*start, *command], cwd=tree, env=environment(tmp_path), capture_output=True, timeout=60, check=False
        )
        assert b"Traceback" not in ended.stderr
    assert not (tmp_path / "ran").exists()
    assert contents(tree) == before


def test_it_starts_nothing_connects_nowhere_and_writes_to_its_cache_alone(tmp_path: Path, tree: Path) -> None:
    report = tmp_path / "seen.json"
    witness = tmp_path / "witness.py"
    witness.write_text(WITNESS % str(report))
    subprocess.run(
        [sys.executable, str(witness), "pe-audit", "check", str(tree)],
        cwd=tree,
        env=environment(tmp_path),
        capture_output=True,
        timeout=60,
        check=False,
    )
    seen = json.loads(report.read_text())
    kinds = {kind for kind, _ in seen}
    assert kinds == {"read", "write", "import"}
    written = {path for kind, path in seen if kind == "write" and path != os.devnull}
    assert {path for path in written if not path.startswith(str(tmp_path / "cache"))} == set()
    assert [path for kind, path in seen if kind == "import" and path.startswith(str(tree))] == []


def test_a_configuration_that_is_a_link_is_refused(tmp_path: Path, tree: Path) -> None:
    (tree / "pe-audit.yaml").unlink()
    (tree / "pe-audit.yaml").symlink_to("/etc/passwd")
    ended = check(tmp_path, tree)
    assert ended.returncode == 2
    assert ended.stderr.startswith(b"error: pe-audit.yaml: a symbolic link, not followed\n")
    assert b"root" not in ended.stderr + ended.stdout


def test_a_configuration_cannot_name_code(tmp_path: Path, tree: Path) -> None:
    for key in ("plugins", "rules_folder", "extends", "$schema"):
        (tree / "pe-audit.yaml").write_text(f"{key}: [./pe_audit_rules]\n")
        ended = check(tmp_path, tree)
        assert (ended.returncode, ended.stderr.splitlines()[0]) == (
            2,
            f"error: pe-audit.yaml:1: unknown key '{key}'".encode(),
        )


def test_the_cache_is_ours_alone_and_holds_no_secret(tmp_path: Path, tree: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pe_audit", "check"],
        cwd=tree,
        env=environment(tmp_path),
        capture_output=True,
        check=False,
    )
    folder = tmp_path / "cache" / "pe-audit"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = list(folder.iterdir())
    assert files
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


def test_a_cache_that_others_could_write_to_is_not_used(tmp_path: Path, tree: Path) -> None:
    folder = tmp_path / "cache" / "pe-audit"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    subprocess.run(
        [sys.executable, "-m", "pe_audit", "check"],
        cwd=tree,
        env=environment(tmp_path),
        capture_output=True,
        check=False,
    )
    assert list(folder.iterdir()) == []
