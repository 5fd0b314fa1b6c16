"""Paths tested against the patterns of .gitignore, in linear time whatever somebody wrote there."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pathspec import GitIgnoreSpec

_MOST_LINES = 2_000
_LONGEST = 1_000


def path_test(patterns: Sequence[str]) -> Callable[[str], bool] | None:
    """A test for patterns, None for none (importing pathspec costs more than a hook run can spare)."""
    if not patterns:
        return None
    spec = compiled(patterns)
    return lambda uri: spec.match_file(printable(uri))


def is_pattern(pattern: str) -> bool:
    """Whether git would understand the pattern."""
    spec = compiled([pattern])
    return any(known.include is not None for known in spec.patterns)


def compiled(lines: Sequence[str]) -> GitIgnoreSpec:
    """What the usable ones among the lines match; git too passes over a pattern that it does not understand."""
    from pathspec import GitIgnoreSpec

    lines = [line for line in lines[:_MOST_LINES] if len(line) <= _LONGEST]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # `re` on brackets; matching is RE2's
        try:
            return GitIgnoreSpec.from_lines(lines, backend="re2")
        except Exception:  # pathspec lets the errors of `re` and RE2 through: one bad line must not lose the others
            return _line_by_line(lines)


def _line_by_line(lines: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines([line for line in lines if _compiles(line)], backend="re2")
    except Exception:  # together more than RE2 holds: nothing is ignored, so more is read
        return GitIgnoreSpec.from_lines([], backend="re2")


def _compiles(line: str) -> bool:
    import re2
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    options = re2.Options()
    options.log_errors = False  # or RE2 writes the audited tree's words to stderr
    try:
        pattern = GitIgnoreSpecPattern(line)
        if pattern.regex is not None:
            re2.compile(pattern.regex.pattern, options)
    except Exception:  # as above
        return False
    return True


def printable(uri: str) -> str:
    """The path without bytes that are no UTF-8, which RE2 cannot take."""
    return uri if uri.isascii() else os.fsencode(uri).decode("utf-8", "replace")
