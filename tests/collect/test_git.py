"""Tracked, staged and changed files, out of repositories that git made and repositories that somebody tampered with."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.collect.choose import listed_files, root_of
from pe_audit.collect.files import Skips, read
from pe_audit.collect.git import _names
from pe_audit.model import NotAuditable, PeAuditError, Unreached
from pe_audit.options import Config, Options

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git makes the repositories")


class Repository:
    """A checkout made by the real git, undisturbed by this machine's settings."""

    def __init__(self, top: Path) -> None:
        self.top = top
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> None:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
        subprocess.run(["git", *who, *words], cwd=self.top, env=environment, check=True, capture_output=True)

    def write(self, **files: str) -> None:
        for name, text in files.items():
            path = self.top / name.replace("__", "/").replace("_php", ".php").replace("_log", ".log")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def commit(self, **files: str) -> None:
        self.write(**files)
        self.git("add", "-A", "-f")
        self.git("commit", "-qm", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repo")


def listed(
    *paths: Path, staged: bool = False, since: str | None = None, config: Config | None = None
) -> tuple[dict[str, bytes | str], list[Unreached]]:
    """What would be read, by name, and what was lost."""
    unreached: list[Unreached] = []
    options = Options(paths=paths, root=root_of(paths), config=config or Config(), staged=staged, since=since)
    return {file.uri: read(file) for file in listed_files(options, Skips({}), unreached)}, unreached


class TestTracked:
    """A file that git ignores but somebody committed is read."""

    def test_an_ignored_file_that_is_tracked_is_read(self, repository: Repository) -> None:
        repository.commit(config__live_php="secret", build__deep__a_php="x")
        repository.write(config__local_php="mine", build__other_php="y", logs__b_php="z")
        (repository.top / ".gitignore").write_text("config/*\nbuild/\nlogs/\n")
        files, _ = listed(repository.top)
        assert set(files) == {".gitignore", "config/live.php", "build/deep/a.php"}

    def test_so_it_is_below_a_folder_of_the_repository(self, repository: Repository) -> None:
        repository.commit(shop__config__live_php="secret")
        (repository.top / ".gitignore").write_text("live.php\n")
        assert set(listed(repository.top / "shop" / "config")[0]) == {"live.php"}

    @pytest.mark.parametrize("version", ["2", "3", "4"])
    def test_every_version_of_the_index_is_read(self, repository: Repository, version: str) -> None:
        repository.commit(a_php="1", longer__name_php="2", z_php="3")
        repository.write(new_php="4")
        repository.git("add", "-N", "new.php")  # an extended entry, which makes version 3
        repository.git("update-index", "--index-version", version)
        (repository.top / ".gitignore").write_text("*.php\n")
        assert set(listed(repository.top)[0]) == {".gitignore", "a.php", "longer/name.php", "new.php", "z.php"}

    def test_a_linked_worktree_knows_what_it_tracks(self, repository: Repository, tmp_path: Path) -> None:
        repository.commit(a_php="1")
        repository.git("worktree", "add", "-q", str(tmp_path / "other"))
        (tmp_path / "other" / ".gitignore").write_text("*.php\n")
        assert set(listed(tmp_path / "other")[0]) == {".gitignore", "a.php"}

    def test_a_submodule_knows_what_it_tracks(self, repository: Repository, tmp_path: Path) -> None:
        part = Repository(tmp_path / "part")
        part.commit(a_php="1")
        repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(part.top), "part")
        (repository.top / "part" / ".gitignore").write_text("*.php\n")
        (repository.top / "part" / "b.php").write_text("2")
        assert listed(repository.top / "part") == ({".gitignore": b"*.php\n", "a.php": b"1"}, [])

    @pytest.mark.parametrize("hostile", ["link", "pipe", "device", "noise", "pointer", "folder link"])
    def test_an_index_that_is_none_is_said_and_loses_nothing_else(
        self, repository: Repository, tmp_path: Path, hostile: str
    ) -> None:
        repository.commit(a_php="1", b_log="2")
        (repository.top / ".gitignore").write_text("*.log\n")
        tamper(repository, tmp_path, hostile)
        files, unreached = listed(repository.top)
        assert set(files) == {".gitignore", "a.php"}
        (lost,) = unreached
        assert lost.uri == ".git"
        assert "files that git ignores were left out" in lost.reason


@given(
    raw=st.binary(max_size=400)
    | st.binary(max_size=400).map(lambda rest: b"DIRC\0\0\0\2\0\0\0\3" + rest + bytes(20))
    | st.binary(max_size=400).map(lambda rest: b"DIRC\0\0\0\4\0\0\0\3" + rest + bytes(20))
)
def test_an_index_of_arbitrary_bytes_is_names_or_a_refusal(raw: bytes) -> None:
    with suppress(NotAuditable):
        assert all(isinstance(name, bytes) for name in _names(raw))


def tamper(repository: Repository, elsewhere: Path, hostile: str) -> None:
    dot = repository.top / ".git"
    index = dot / "index"
    index.unlink()
    if hostile == "link":
        index.symlink_to("/etc/passwd")
    elif hostile == "pipe":
        os.mkfifo(index)
    elif hostile == "device":
        index.symlink_to("/dev/zero")
    elif hostile == "noise":
        index.write_bytes(b"DIRC\0\0\0\2\xff\xff\xff\xff" + b"\xff" * 500)
    else:
        shutil.rmtree(dot)
        other = Repository(elsewhere / "other")
        other.commit(b_log="2")
        if hostile == "pointer":
            dot.write_text(f"gitdir: {other.top}/.git\n")
        else:
            dot.symlink_to(other.top / ".git")


class TestStaged:
    """`--staged`: what would be committed, as it would be committed."""

    def test_staged_content_is_read_not_the_working_tree(self, repository: Repository) -> None:
        repository.commit(a_php="old", b_php="same")
        repository.write(a_php="staged", c__new_php="new")
        repository.git("add", "-A")
        repository.write(a_php="edited since", b_php="not staged", d_php="untracked")
        assert listed(repository.top, staged=True)[0] == {"a.php": b"staged", "c/new.php": b"new"}

    def test_before_the_first_commit_everything_staged_is_new(self, repository: Repository) -> None:
        repository.write(a_php="1")
        repository.git("add", "a.php")
        assert set(listed(repository.top, staged=True)[0]) == {"a.php"}

    def test_with_nothing_staged_there_is_nothing(self, repository: Repository) -> None:
        assert listed(repository.top, staged=True) == ({}, [])

    def test_deleted_files_links_and_vendored_files_are_no_part_of_it(self, repository: Repository) -> None:
        repository.commit(a_php="1")
        (repository.top / "a.php").unlink()
        (repository.top / "link.php").symlink_to("/etc/passwd")
        repository.write(vendor__b_php="2", c_php="3")
        repository.git("add", "-A")
        assert set(listed(repository.top, staged=True)[0]) == {"c.php"}

    def test_packed_objects_and_refs_are_read(self, repository: Repository) -> None:
        repository.commit(a_php="1", b_php="2")
        repository.git("gc", "-q")
        repository.write(a_php="3")
        repository.git("add", "a.php")
        assert listed(repository.top, staged=True)[0] == {"a.php": b"3"}

    def test_a_linked_worktree_has_a_stage_of_its_own(self, repository: Repository, tmp_path: Path) -> None:
        repository.commit(a_php="1")
        repository.git("worktree", "add", "-q", str(tmp_path / "other"))
        (tmp_path / "other" / "b.php").write_text("2")
        subprocess.run(["git", "add", "b.php"], cwd=tmp_path / "other", check=True)
        assert set(listed(tmp_path / "other", staged=True)[0]) == {"b.php"}

    def test_a_file_in_conflict_is_listed_as_unreached(self, repository: Repository) -> None:
        repository.commit(a_php="1")
        repository.git("checkout", "-qb", "side")
        repository.commit(a_php="2")
        repository.git("checkout", "-q", "main")
        repository.commit(a_php="3")
        with pytest.raises(subprocess.CalledProcessError):
            repository.git("merge", "side")
        files, unreached = listed(repository.top, staged=True)
        assert (files, [lost.uri for lost in unreached]) == ({}, ["a.php"])

    def test_a_lost_object_costs_only_its_file(self, repository: Repository) -> None:
        repository.write(a_php="1", b_php="2")
        repository.git("add", "-A")
        blob = "d00491fd7e5bb6fa28c517a0bb32b8b506539d4d"  # git hash-object of "1\n"; without the newline:
        blob = "56a6051ca2b02b04ef92d5150c9ef600403cb1de"
        (repository.top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
        files, unreached = listed(repository.top, staged=True)
        assert (set(files), [lost.uri for lost in unreached]) == ({"b.php"}, ["a.php"])

    def test_names_that_are_no_utf8_arrive(self, repository: Repository) -> None:
        name = os.fsencode(repository.top) + b"/caf\xe9.php"
        with open(name, "wb") as file:  # noqa: PTH123
            file.write(b"1")
        repository.git("add", "-A")
        assert set(listed(repository.top, staged=True)[0]) == {"caf\udce9.php"}

    @pytest.mark.parametrize(
        "place", ["HEAD", "objects/pack/x.idx", "objects/56/pipe", "refs/heads/main", "packed-refs"]
    )
    def test_a_pipe_among_gits_files_is_refused_and_not_waited_for(self, repository: Repository, place: str) -> None:
        repository.commit(a_php="1")
        path = repository.top / ".git" / place
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        os.mkfifo(path)
        with pytest.raises(NotAuditable, match="not a regular"):
            listed(repository.top, staged=True)

    def test_a_head_that_leads_out_is_not_followed(self, repository: Repository, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        repository.write(a_php="1")
        repository.git("add", "a.php")
        (repository.top / ".git" / "HEAD").write_text("ref: ../../pipe\n")
        assert set(listed(repository.top, staged=True)[0]) == {"a.php"}

    def test_borrowed_objects_are_refused(self, repository: Repository, tmp_path: Path) -> None:
        repository.commit(a_php="1")
        (repository.top / ".git" / "objects" / "info" / "alternates").write_text(f"{tmp_path}\n")
        with pytest.raises(NotAuditable, match="borrows objects"):
            listed(repository.top, staged=True)

    def test_no_program_named_by_the_configuration_runs(self, repository: Repository, tmp_path: Path) -> None:
        repository.commit(a_php="1")
        trace = tmp_path / "ran"
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\ntouch {trace}\n")
        program.chmod(0o755)
        with (repository.top / ".git" / "config").open("a") as file:
            file.write(
                f"[core]\n fsmonitor = {program}\n hooksPath = {tmp_path}\n sshCommand = {program}\n"
                f'[filter "x"]\n clean = {program}\n smudge = {program}\n[diff]\n external = {program}\n'
                f"[include]\n path = /dev/zero\n"
            )
        (repository.top / ".gitattributes").write_text("* filter=x diff=x\n")
        repository.write(b_php="2")
        for kind in ({"staged": True}, {"since": "HEAD"}, {}):
            listed(repository.top, **kind)  # type: ignore[arg-type]
        assert not trace.exists()

    def test_outside_a_repository_there_is_no_stage(self, tmp_path: Path) -> None:
        with pytest.raises(PeAuditError, match="no git repository"):
            listed(tmp_path, staged=True)


class TestSince:
    """`--since REF`: the files of the working tree that differ from a commit."""

    def test_changed_and_new_files_are_read_and_equal_ones_are_not(self, repository: Repository) -> None:
        repository.commit(a_php="1", b_php="2", sub__c_php="3")
        repository.commit(b_php="changed")
        repository.write(sub__c_php="edited", new_php="new")
        assert set(listed(repository.top, since="HEAD")[0]) == {"sub/c.php", "new.php"}
        assert set(listed(repository.top, since="HEAD~1")[0]) == {"b.php", "sub/c.php", "new.php"}
        assert set(listed(repository.top / "sub", since="HEAD~1")[0]) == {"c.php"}

    @pytest.mark.parametrize("ref", ["main", "v1", "origin/main", "refs/heads/main"])
    def test_branches_tags_and_remotes_are_found(self, repository: Repository, ref: str) -> None:
        repository.commit(a_php="1")
        repository.git("tag", "-a", "v1", "-m", "x")
        repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
        repository.write(a_php="2")
        assert set(listed(repository.top, since=ref)[0]) == {"a.php"}

    def test_line_ends_that_git_translates_are_no_change(self, repository: Repository) -> None:
        repository.commit(a_php="1\n2\n")
        (repository.top / "a.php").write_bytes(b"1\r\n2\r\n")
        assert listed(repository.top, since="HEAD")[0] == {}

    @pytest.mark.parametrize("ref", ["nowhere", "", "--help", "a..b", "HEAD~99", "../x", "\0"])
    def test_a_ref_that_is_none_is_an_error(self, repository: Repository, ref: str) -> None:
        repository.commit(a_php="1")
        with pytest.raises(PeAuditError, match="there is no commit"):
            listed(repository.top, since=ref)
