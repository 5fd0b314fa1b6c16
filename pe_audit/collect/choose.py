"""Which files an audit reads: named paths, the tree below them, git's staged files, or those changed since a ref."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pe_audit.collect.files import Ignores, Listed, Skips, Walk, Wishes, ignore_file, is_ignored, read, skip_reason
from pe_audit.model import NotAuditable, PeAuditError, Unreached
from pe_audit.options import CONFIG_NAME
from pe_audit.patterns import path_test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pe_audit.options import Options


def root_of(paths: Sequence[Path]) -> Path:
    """The folder that reported paths are relative to.

    That is where the pe-audit.yaml is that speaks for what was named: there or above, inside the same repository.
    Without one it is the one folder named, or the repository's top, or what holds everything named.
    """
    folders = [_real(path) if _is_folder(path, paths) else _real(path.parent) for path in paths]
    start = Path(os.path.commonpath(folders))
    top = repository_of(start)
    for folder in (start, *start.parents) if top is not None else (start,):
        if os.path.lexists(folder / CONFIG_NAME):
            return folder
        if folder == top:
            break
    if len(paths) == 1 and paths[0].is_dir():
        return start
    return top or start


def _is_folder(path: Path, paths: Sequence[Path]) -> bool:
    """Whether to walk a named path: a link to a folder only if it is all that was named, for `*` names links too."""
    return path.is_dir() and (len(paths) == 1 or not path.is_symlink())


def repository_of(folder: Path) -> Path | None:
    """The top of the git checkout around a folder, or None. Looks for `.git`; runs nothing."""
    folder = _real(folder)
    for parent in (folder, *folder.parents):
        if os.path.lexists(parent / ".git"):
            return parent
    return None


def repository_prefix(root: Path) -> str:
    """The way from the repository's top down to `root`, as `shop/api/`; empty at the top or outside any checkout."""
    top = repository_of(root)
    return "" if top is None else _as_prefix(_real(root).relative_to(top).as_posix())


def listed_files(options: Options, skips: Skips, unreached: list[Unreached]) -> Iterator[Listed]:
    """The files this run reads, each once. Raises PeAuditError."""
    if options.staged:
        from pe_audit.collect import git

        named = [_relative(path, _real(options.root)) for path in options.paths]
        files = git.staged(_repository(options), unreached)
        return _wanted((listed for listed in files if _is_named(listed.uri, named)), options, skips)
    if options.of_commit:
        return _wanted(_present(options), options, skips)
    below = _below(options, skips, unreached)
    if options.since is None:
        return below
    from pe_audit.collect import git

    top = _repository(options)
    return _changed(below, git.changed_since(top, options.since, repository_prefix(options.root)))


def _is_named(uri: str, named: Sequence[str]) -> bool:
    return not named or any(path in (".", uri) or uri.startswith(f"{path}/") for path in named)


def _repository(options: Options) -> Path:
    top = repository_of(options.root)
    if top is None:
        raise PeAuditError("this is no git repository", "`--staged` and `--since` need one")
    return top


def _changed(listing: Iterator[Listed], is_changed: Callable[[str, bytes], bool]) -> Iterator[Listed]:
    for listed in listing:
        data = read(listed)
        if isinstance(data, str):
            yield listed
        elif is_changed(listed.uri, data):
            yield listed._replace(data=data)


def _below(options: Options, skips: Skips, unreached: list[Unreached]) -> Iterator[Listed]:
    """The named files, and the files below the named folders."""
    root = _real(options.root)
    walk = Walk(root, _wishes(options, unreached), skips, unreached, repository_prefix(root))
    seen: set[str] = set()
    for path in options.paths:
        if not os.path.lexists(path):
            raise PeAuditError(f"there is no {str(path)!r}", "give files or folders that exist")
        listing: Iterator[Listed] = iter((Listed(_relative(path, root), str(path), keep=True, explicit=True),))
        if _is_folder(path, options.paths):
            folder = _real(path)
            prefix = _as_prefix(folder.relative_to(root).as_posix())
            listing = walk.files(str(folder), prefix, _ignores_above(folder))
        for listed in listing:
            if listed.uri not in seen:
                seen.add(listed.uri)
                yield listed


def _wishes(options: Options, unreached: list[Unreached]) -> Wishes:
    config = options.config
    return Wishes(path_test(config.skip), path_test(config.scan), _below_test(config.scan), tracked(options, unreached))


def _below_test(patterns: Sequence[str]) -> Callable[[str], bool] | None:
    """A test whether one of the patterns may match below a folder (`vendor/`), so that a walk need not see it all."""
    if not patterns:
        return None
    anchors = [_literal_start(pattern) for pattern in patterns]
    return lambda uri: any(uri.startswith(anchor) or anchor.startswith(uri) for anchor in anchors)


def _literal_start(pattern: str) -> str:
    """What every path that the pattern matches begins with; a pattern without an inner slash matches at any depth."""
    if "/" not in pattern.rstrip("/"):
        return ""
    pattern = pattern.lstrip("/")
    wild = min((at for at in map(pattern.find, "*?[\\!") if at >= 0), default=len(pattern))
    return pattern[:wild]


def tracked(options: Options, unreached: list[Unreached]) -> Callable[[str], bool] | None:
    """The test for what git tracks, whose index is read when it is first needed."""
    top = repository_of(options.root)
    if top is None:
        return None
    tests: list[Callable[[str], bool]] = []

    def test(uri: str) -> bool:
        if not tests:
            from pe_audit.collect import git

            try:
                tests.append(git.tracked(top, repository_prefix(options.root)))
            except NotAuditable as error:
                reason = f"{error.message}: files that git ignores were left out, even if it tracks them"
                unreached.append(Unreached("file", ".git", reason))
                tests.append(lambda _: False)
        return tests[0](uri)

    return test


def _ignores_above(folder: Path) -> Ignores:
    """The .gitignore files above a folder in its repository; none if they name it, for the user named it too."""
    top = repository_of(folder)
    if top is None or top == folder:
        return ()
    ignores: Ignores = ()
    for parent in reversed([parent for parent in folder.parents if parent.is_relative_to(top)]):
        ignores = (*ignores, *ignore_file(str(parent), _as_prefix(parent.relative_to(top).as_posix())))
    return () if is_ignored(folder.relative_to(top).as_posix() + "/", ignores) else ignores


def _present(options: Options) -> Iterator[Listed]:
    """The named files that exist: a commit may also delete files or record links."""
    root = _real(options.root)
    for path in options.paths:
        if path.is_file() and not path.is_symlink():
            yield Listed(_relative(path, root), str(path))


def _wanted(files: Iterator[Listed], options: Options, skips: Skips) -> Iterator[Listed]:
    """Git's files less those that a walk would leave out."""
    skip, scan = path_test(options.config.skip), path_test(options.config.scan)
    for listed in files:
        if scan is not None and scan(listed.uri):
            yield listed._replace(keep=True)
            continue
        *folders, name = listed.uri.split("/")
        reasons = [skip_reason(folder, is_folder=True) for folder in folders] + [skip_reason(name, is_folder=False)]
        reason = "by configuration" if skip is not None and skip(listed.uri) else next(filter(None, reasons), None)
        if reason is None:
            yield listed
        else:
            skips.add(reason)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _relative(path: Path, root: Path) -> str:
    """A named file's path below the root, without following the file itself, which may be a link somebody planted."""
    return Path(os.path.relpath(_real(path.parent) / path.name, root)).as_posix()


def _as_prefix(relative: str) -> str:
    return "" if relative == "." else relative + "/"
