"""certificate-key-exposed on files with modes of their own, and on the commands that set modes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from dulwich import porcelain

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.checks.certificate_key_exposed import _admits_others
from pe_audit.collect import files
from pe_audit.configuration import load
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.model import Outcome
from pe_audit.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from pe_audit.model import Audit

KEY = ec.generate_private_key(ec.SECP256R1())
OPEN = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
LOCKED = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"geheim"))
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


def audited(root: Path) -> Audit:
    rule = catalog.find("certificate-key-exposed")
    return audit(Options(paths=(root,), root=root, config=load(root), only=(rule,), jobs=1))


def outcome(root: Path) -> Outcome:
    return audited(root).verdicts[0].outcome


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose way from the root everybody may go, as on a server."""
    monkeypatch.setattr(files, "_is_passable", lambda _: True)
    return tmp_path


@posix
@pytest.mark.parametrize(
    ("mode", "expected"),
    [(0o600, Outcome.PASS), (0o640, Outcome.PASS), (0o644, Outcome.FAIL), (0o604, Outcome.FAIL), (0o444, Outcome.FAIL)],
    ids=str,
)
def test_a_key_file_is_judged_by_what_others_may(server: Path, mode: int, expected: Outcome) -> None:
    (server / "server.key").write_bytes(OPEN)
    (server / "server.key").chmod(mode)
    assert outcome(server) is expected


@posix
def test_no_finding_shows_the_key(server: Path) -> None:
    (server / "one-line.pem").write_text(OPEN.decode().replace("\n", "\\n"))
    (server / "one-line.pem").chmod(0o644)
    (found,) = audited(server).findings
    assert found.excerpt is not None
    body = OPEN.decode().splitlines()[1]
    assert not any(body[at : at + 12] in line for line in found.excerpt.lines for at in range(len(body) - 12))


@posix
def test_a_key_behind_a_passphrase_one_of_tests_and_one_in_code_are_no_subject(server: Path) -> None:
    (server / "tests").mkdir()
    for name, data in (("locked.key", LOCKED), ("tests/server.key", OPEN), ("jwt.php", b"<?php // " + OPEN)):
        (server / name).write_bytes(data)
        (server / name).chmod(0o644)
    assert outcome(server) is Outcome.NOT_APPLICABLE


@posix
def test_what_git_tracks_has_no_mode_of_its_own(server: Path) -> None:
    porcelain.init(str(server)).close()
    for name in ("tracked.key", "untracked.key"):
        (server / name).write_bytes(OPEN)
        (server / name).chmod(0o644)
    porcelain.add(str(server), [str(server / "tracked.key")])
    assert [found.location.uri for found in audited(server).findings] == ["untracked.key"]


@posix
def test_a_folder_that_others_may_not_enter_protects_its_keys(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    (private / "server.key").write_bytes(OPEN)
    (private / "server.key").chmod(0o644)
    assert outcome(tmp_path) is Outcome.PASS


def test_content_from_elsewhere_has_no_mode(tmp_path: Path) -> None:
    path = tmp_path / "server.key"
    path.write_bytes(OPEN)
    assert files.is_open_to_all(files.Listed("server.key", str(path), data=OPEN), None) is None
    path.unlink()
    assert files.is_open_to_all(files.Listed("server.key", str(path)), None) is None


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("0644", True),
        ("644", True),
        ("0o644", True),
        ("0640", False),
        ("600", False),
        ("0777", True),
        ("4750", False),
        ("a+r", True),
        ("+r", True),
        ("go+r", True),
        ("g+r", False),
        ("u=rw", False),
        ("o=r", True),
    ],
)
def test_a_mode_is_read_as_chmod_reads_it(mode: str, told: bool) -> None:
    assert _admits_others(mode) is told


@pytest.mark.parametrize(
    ("command", "problems"),
    [
        ("chmod 644 /etc/nginx/tls/tienda.key", 1),
        ("chmod -R 644 /etc/nginx/tls/privkey.pem", 1),
        ("chmod 600 /etc/nginx/tls/tienda.key && chmod 644 /etc/nginx/tls/tienda.crt", 0),
        ("chmod 644 tienda.crt; chmod 600 tienda.key", 0),
        ("chmod 644 'tienda-key.pem'", 1),
        ("chmod 644 /etc/apt/keyrings/docker.key", 0),
        ("chmod 644 /etc/ssh/id_rsa.pub", 0),
        ("echo key", 0),
    ],
)
def test_a_command_gives_a_key_its_mode(command: str, problems: int) -> None:
    from pe_audit.checks.certificate_key_exposed import check

    file = settings_file(File("deploy.yml", f"run: |-\n  {command}\n".encode(), Circumstances()))
    assert isinstance(file, SettingsFile)
    assert sum(seen.problem is not None for seen in check(file)) == problems
