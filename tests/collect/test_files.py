"""Which files of a tree are read, which are left out and why, and what cannot be read at all."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pe_audit.collect.choose import listed_files, root_of
from pe_audit.collect.files import MAX_BYTES, Listed, Skips, read
from pe_audit.model import PeAuditError, Unreached
from pe_audit.options import Config, Options


class Listing:
    """What one run would read."""

    def __init__(self, *paths: Path, skip: tuple[str, ...] = (), scan: tuple[str, ...] = ()) -> None:
        self.skips = Skips({})
        self.unreached: list[Unreached] = []
        options = Options(paths=paths, root=root_of(paths), config=Config(skip=skip, scan=scan))
        self.listed = list(listed_files(options, self.skips, self.unreached))

    @property
    def uris(self) -> list[str]:
        return [listed.uri for listed in self.listed]

    @property
    def lost(self) -> dict[str, str]:
        return {lost.uri: lost.reason for lost in self.unreached}


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    return root


def ignoring(folder: Path, *patterns: str) -> None:
    (folder / ".gitignore").write_text("".join(f"{pattern}\n" for pattern in patterns))


def test_a_tree_is_listed_in_order(tmp_path: Path) -> None:
    tree(tmp_path, "b.php", "a/z.php", "a/b/c.php", ".env")
    assert Listing(tmp_path).uris == [".env", "a/b/c.php", "a/z.php", "b.php"]


def test_vendored_generated_and_media_files_are_counted_not_read(tmp_path: Path) -> None:
    tree(tmp_path, "a.php", "node_modules/x/index.js", "web/app.min.js", "logo.png", "package-lock.json", ".git/config")
    listing = Listing(tmp_path)
    assert listing.uris == ["a.php"]
    assert listing.skips.counts == {"vendored": 1, "generated or minified": 2, "media, archive or binary": 1}


def test_what_a_build_copies_is_left_out_beside_its_project_file_only(tmp_path: Path) -> None:
    tree(tmp_path, "shop/pom.xml", "shop/target/classes/shop.properties", "web/web.csproj", "web/bin/web.config")
    tree(tmp_path, "scripts/bin/deploy.php", "audience/target/index.php")
    listing = Listing(tmp_path)
    assert listing.uris == ["audience/target/index.php", "scripts/bin/deploy.php", "shop/pom.xml", "web/web.csproj"]
    assert listing.skips.counts == {"build output": 2}
    assert "shop/target/classes/shop.properties" in Listing(tmp_path, scan=("target/",)).uris


def test_a_named_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    tree(tmp_path, "vendor/app.min.js")
    ignoring(tmp_path, "vendor")
    assert Listing(tmp_path / "vendor" / "app.min.js").uris == ["app.min.js"]


def test_a_named_folder_is_read_though_git_ignores_it(tmp_path: Path) -> None:
    tree(tmp_path, "build/a.php", "build/a.log", ".git/HEAD")
    ignoring(tmp_path, "build/")
    ignoring(tmp_path / "build", "*.log")
    assert Listing(tmp_path / "build").uris == [".gitignore", "a.php"]


def test_skip_leaves_out_and_scan_brings_back(tmp_path: Path) -> None:
    tree(tmp_path, "legacy/a.php", "legacy/keep/b.php", "vendor/ours/c.php", "vendor/theirs/d.php", "src/e.min.js")
    listing = Listing(tmp_path, skip=("legacy/",), scan=("vendor/ours/", "legacy/keep/b.php", "*.min.js"))
    assert listing.uris == ["legacy/keep/b.php", "src/e.min.js", "vendor/ours/c.php"]
    assert listing.skips.counts == {"by configuration": 1, "vendored": 1}


def test_what_scan_brings_back_no_default_skips_later(tmp_path: Path) -> None:
    tree(tmp_path, "src/e.min.js")
    assert [listed.keep for listed in Listing(tmp_path, scan=("*.min.js",)).listed] == [True]


def test_gitignore_files_are_honoured_at_every_depth(tmp_path: Path) -> None:
    tree(tmp_path, "a.log", "keep.log", "sub/b.log", "sub/deep/c.log", "sub/only/d.tmp", "out/e.php", "sub/out/f.php")
    ignoring(tmp_path, "*.log", "!keep.log", "/out/")
    ignoring(tmp_path / "sub", "*.tmp", "!b.log")
    listing = Listing(tmp_path)
    assert [uri for uri in listing.uris if not uri.endswith(".gitignore")] == ["keep.log", "sub/b.log", "sub/out/f.php"]
    assert listing.skips.counts == {"ignored by git": 4}


def test_the_gitignore_files_above_a_named_folder_count_too(tmp_path: Path) -> None:
    tree(tmp_path, ".git/HEAD", "shop/src/a.php", "shop/src/a.log", "shop/src/gen/b.php")
    ignoring(tmp_path, "*.log")
    ignoring(tmp_path / "shop", "/src/gen/")
    assert Listing(tmp_path / "shop" / "src").uris == ["a.php"]


HOSTILE_PATTERNS = ["[z-a]", "[[:alpha:]]", "[", "\\", "!", "(((", "*a" * 200 + "b", "x" * 100_000, "\0", "a{9999}"]


@pytest.mark.parametrize("pattern", HOSTILE_PATTERNS, ids=lambda pattern: repr(pattern[:10]))
def test_one_bad_line_of_a_gitignore_costs_no_other(
    tmp_path: Path, pattern: str, capfd: pytest.CaptureFixture[str]
) -> None:
    tree(tmp_path, "a.php", "a.log", "a" * 250)
    ignoring(tmp_path, pattern, "*.log")
    listing = Listing(tmp_path)
    assert "a.php" in listing.uris
    assert "a.log" not in listing.uris
    assert capfd.readouterr() == ("", "")


def test_a_gitignore_that_is_no_file_ignores_nothing(tmp_path: Path) -> None:
    tree(tmp_path, "one/a.php", "two/a.php")
    (tmp_path / "one" / ".gitignore").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "two" / ".gitignore")
    listing = Listing(tmp_path)
    assert listing.uris == ["one/a.php", "two/a.php"]
    assert listing.lost == {
        "one/.gitignore": "a symbolic link out of the audited tree, not followed",
        "two/.gitignore": "not a regular file",
    }


def test_links_out_are_listed_and_links_inside_are_seen_where_they_point(tmp_path: Path) -> None:
    shop = tree(tmp_path / "shop", "a.php")
    (tmp_path / "outside.php").write_text("x")
    (shop / "in.php").symlink_to("a.php")
    (shop / "out.php").symlink_to("../outside.php")
    (shop / "folder").symlink_to("/etc")
    (shop / "loop").symlink_to("loop")
    (shop / "self").symlink_to(".")
    listing = Listing(shop)
    assert listing.uris == ["a.php"]
    assert set(listing.lost) == {"out.php", "folder"}


def test_pipes_and_sockets_are_listed_as_unreached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "a.php")
    os.mkfifo(tmp_path / "pipe.php")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.php")
        listing = Listing(Path())
    assert listing.uris == ["a.php"]
    assert listing.lost == {"pipe.php": "not a regular file", "socket.php": "not a regular file"}


def test_a_folder_too_deep_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(203):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "lost.php").write_text("x")
    tree(tmp_path, "e.php")
    listing = Listing(tmp_path)
    assert listing.uris == ["e.php"]
    assert list(listing.lost.values()) == ["nested more than 200 folders deep"]


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_folder_without_permission_is_listed(tmp_path: Path) -> None:
    tree(tmp_path, "a.php", "closed/b.php")
    (tmp_path / "closed").chmod(0)
    listing = Listing(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert listing.uris == ["a.php"]
    assert listing.lost == {"closed/": "folder not readable: Permission denied"}


@pytest.mark.parametrize("name", [b"new\nline.php", b"esc\x1b[31m.php", b"latin\xf1.php", b"-rf", b"[red]x.php"])
def test_names_of_any_bytes_are_listed(tmp_path: Path, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"x")
    ignoring(tmp_path, "*.log")
    assert os.fsdecode(name) in Listing(tmp_path).uris


class TestRead:
    """What read() gives for one path."""

    def read(self, path: Path) -> bytes | str:
        return read(Listed(path.name, str(path)))

    def test_a_file_of_the_largest_size_is_read_whole(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"x" * MAX_BYTES)
        assert self.read(tmp_path / "a") == b"x" * MAX_BYTES

    def test_a_larger_one_is_not(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"x" * (MAX_BYTES + 1))
        assert self.read(tmp_path / "a") == "larger than 2 MB (2,000,001 bytes)"

    def test_a_sparse_giant_is_not_even_begun(self, tmp_path: Path) -> None:
        with (tmp_path / "a").open("wb") as file:
            file.truncate(10**12)
        assert self.read(tmp_path / "a") == "larger than 2 MB (1,000,000,000,000 bytes)"

    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
    def test_devices_are_not_read(self, device: str) -> None:
        assert self.read(Path(device)) == "not a regular file"

    def test_a_pipe_does_not_make_it_wait(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert self.read(tmp_path / "pipe") == "not a regular file"

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to("/etc/passwd")
        assert self.read(tmp_path / "link") == "a symbolic link, not followed"

    def test_a_file_that_vanished_says_so(self, tmp_path: Path) -> None:
        assert self.read(tmp_path / "gone") == "not readable: No such file or directory"


class TestRoot:
    """Where reported paths begin."""

    def test_one_folder_is_its_own_root(self, tmp_path: Path) -> None:
        assert root_of([tree(tmp_path, "a.php")]) == tmp_path

    def test_files_begin_at_the_top_of_their_repository(self, tmp_path: Path) -> None:
        tree(tmp_path, ".git/HEAD", "src/a.php")
        assert root_of([tmp_path / "src" / "a.php"]) == tmp_path

    def test_files_outside_any_repository_begin_at_what_holds_them(self, tmp_path: Path) -> None:
        tree(tmp_path, "src/a.php", "lib/b.php")
        assert root_of([tmp_path / "src" / "a.php", tmp_path / "lib"]) == tmp_path

    def test_the_configuration_above_a_folder_speaks_for_it_inside_its_repository(self, tmp_path: Path) -> None:
        tree(tmp_path, "repo/.git/HEAD", "repo/shop/pe-audit.yaml", "repo/shop/src/a.php", "pe-audit.yaml")
        assert root_of([tmp_path / "repo" / "shop" / "src"]) == tmp_path / "repo" / "shop"
        assert root_of([tmp_path / "repo"]) == tmp_path / "repo"

    def test_the_one_folder_named_may_be_a_link(self, tmp_path: Path) -> None:
        tree(tmp_path, "release-7/a.php")
        (tmp_path / "current").symlink_to("release-7")
        assert Listing(tmp_path / "current").uris == ["a.php"]

    def test_a_link_among_several_paths_is_not_followed(self, tmp_path: Path) -> None:
        tree(tmp_path, "a.php", "b/c.php")
        (tmp_path / "d").symlink_to("/etc")
        listing = Listing(tmp_path / "a.php", tmp_path / "b", tmp_path / "d")
        assert listing.uris == ["a.php", "b/c.php", "d"]
        assert read(listing.listed[2]) == "a symbolic link, not followed"

    def test_a_path_that_is_not_there_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(PeAuditError, match="there is no "):
            Listing(tmp_path / "gone")
