"""Which files an audit reads: named paths, the tree below them, git's staged files, or those changed since a ref."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pe_audit.collect.files import Listed, Skips, walk
from pe_audit.model import PeAuditError, Unreached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pe_audit.options import Options


def root_of(paths: Sequence[Path]) -> Path:
    """The folder that reported paths are relative to: the one folder named, or what holds everything named."""
    if len(paths) == 1 and paths[0].is_dir():
        return paths[0]
    top = repository_of(Path.cwd())
    if top is not None and all(_absolute(path).is_relative_to(top) for path in paths):
        return top
    return Path(os.path.commonpath([_absolute(path if path.is_dir() else path.parent) for path in paths]))


def repository_of(folder: Path) -> Path | None:
    """The top of the git checkout around a folder, or None. Looks for `.git`; runs nothing."""
    folder = Path(os.path.realpath(folder))
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return parent
    return None


def repository_prefix(root: Path) -> str:
    """The way from the repository's top down to `root`, as `shop/api/`; empty at the top or outside any checkout."""
    top = repository_of(root)
    if top is None:
        return ""
    relative = Path(os.path.realpath(root)).relative_to(top).as_posix()
    return "" if relative == "." else relative + "/"


def listed_files(options: Options, skips: Skips, unreached: list[Unreached]) -> Iterator[Listed]:
    """The files this run reads, each once."""
    if options.staged or options.since is not None:
        from pe_audit.collect import git

        changed = git.staged(options.root) if options.staged else git.changed_since(options.root, options.since or "")
        return _chosen(changed, options, skips)
    return _below(options, skips, unreached)


def _below(options: Options, skips: Skips, unreached: list[Unreached]) -> Iterator[Listed]:
    skip, scan = path_test(options.config.skip), path_test(options.config.scan)
    seen: set[str] = set()
    for path in options.paths:
        if not os.path.lexists(path):
            raise PeAuditError(f"there is no {str(path)!r}", "give files or folders that exist")
        if path.is_dir():
            below = _relative(path, options.root)
            prefix = "" if below == "." else below + "/"
            listing = walk(path, skips, unreached, prefix=prefix, skip=skip, scan=scan)
        else:
            listing = iter((Listed(_relative(path, options.root), str(path), explicit=True),))
        for listed in listing:
            if listed.uri not in seen:
                seen.add(listed.uri)
                yield listed


def _chosen(changed: Iterator[Listed], options: Options, skips: Skips) -> Iterator[Listed]:
    """Git's files less those that a walk would leave out."""
    from pe_audit.collect.files import skip_reason

    skip, scan = path_test(options.config.skip), path_test(options.config.scan)
    for listed in changed:
        *folders, name = listed.uri.split("/")
        reasons = [skip_reason(folder, is_folder=True) for folder in folders] + [skip_reason(name, is_folder=False)]
        if skip is not None and skip(listed.uri):
            reasons.append("by configuration")
        reason = next((reason for reason in reasons if reason), None)
        if reason is None or (scan is not None and scan(listed.uri)):
            yield listed
        else:
            skips.add(reason)


def path_test(patterns: Sequence[str]) -> Callable[[str], bool] | None:
    """A test for gitignore patterns, None for none (importing pathspec costs more than a hook run can spare)."""
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file


def _absolute(path: Path) -> Path:
    """Absolute without following the last component, which may be a link somebody planted."""
    return Path(os.path.realpath(path.parent)) / path.name if path.name else Path(os.path.realpath(path))


def _relative(path: Path, root: Path) -> str:
    return Path(os.path.relpath(_absolute(path), os.path.realpath(root))).as_posix()
