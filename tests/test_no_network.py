"""No static command opens a connection: proved inside the process, and on Linux in a namespace without a network."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pe_audit import catalog, examples

COMMANDS = (
    ("check", "{tree}", "--fail-on", "never"),
    ("check", "{tree}", "--format", "json", "--fail-on", "never"),
    ("check", "{tree}", "--format", "sarif", "--fail-on", "never"),
    ("check", "{tree}/shop.php", "--color", "always", "--fail-on", "never"),
    ("hook", "shop.php"),
    ("baseline", "create", "{tree}"),
    ("rules", "list"),
    ("rules", "list", "--format", "json"),
    ("explain", "environment-unknown-host"),
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree that names many hosts: in settings, code, a schema, an XML entity and the configuration."""
    top = tmp_path / "tree"
    top.mkdir()
    for rule in catalog.load():
        for example in examples.examples_of(rule):
            if example.is_file():
                (top / f"{rule.id}-{example.name}").write_bytes(example.read_bytes())
    (top / "shop.php").write_text("<?php $u = 'http://pre-api.pagoefectivo.pe/v1';\n")
    (top / "schema.json").write_text(
        '{"$schema": "http://127.0.0.1:9/s", "$ref": "http://pre-api.pagoefectivo.pe/r"}\n'
    )
    (top / "a.xml").write_text('<!DOCTYPE a SYSTEM "http://pre-api.pagoefectivo.pe/a.dtd"><a>http://127.0.0.1:9</a>\n')
    (top / "pe-audit.yaml").write_text("# http://pre-api.pagoefectivo.pe\nkeys: [{id: a, purpose: b}]\n")
    return top


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_static_command_makes_a_socket(
    pe_audit: Callable[..., tuple[int, str, str]],
    tree: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    def refuse(*words: object, **_: object) -> object:
        pytest.fail(f"a socket: {words}")

    for name in ("socket", "create_connection", "create_server", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.chdir(tree)
    code, _, _ = pe_audit(*(word.format(tree=tree) for word in command))
    assert code in (0, 1)


UNSHARE = ("unshare", "--map-root-user", "--net")


def can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_unshare(), reason="this machine lets us make no network namespace")
def test_without_any_network_the_report_is_the_same(tree: Path) -> None:
    words = [sys.executable, "-m", "pe_audit", "check", str(tree), "--format", "json", "--now", "2026-11-22"]
    here, there = (
        subprocess.run([*start, *words], capture_output=True, timeout=60, check=False) for start in ((), UNSHARE)
    )
    assert here.returncode == 1
    assert (here.returncode, here.stdout, here.stderr) == (there.returncode, there.stdout, there.stderr)
