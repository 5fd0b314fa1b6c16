"""What a run prints and how it ends: the report on standard output, all else on standard error, an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pe_audit.exits import CLEAN, FINDINGS, NOT_DONE
from pe_audit.model import NotAuditable, Outcome, Severity
from pe_audit.output import write
from pe_audit.report import render
from pe_audit.report.printable import for_build_log, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pe_audit.key_import import Line
    from pe_audit.model import Audit


def show(text: str) -> None:
    """Print to standard output, whatever that can show; a reader who has seen enough is no error."""
    if sys.stdout is None:  # closed by whoever started us
        return
    try:
        sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at the end
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise NotAuditable(f"cannot write the report: {error.strerror}") from error


def write_outputs(audit: Audit, outputs: Sequence[tuple[str, Path]]) -> None:
    """Write the report in each format to its file."""
    for format, path in outputs:
        write(path, render(audit, format).encode("utf-8", "backslashreplace"))


def complain(message: str, help: str = "") -> None:
    """An error in the house's form."""
    say(f"error: {message}")
    if help:
        say(f"help: {help}")


def say(text: str) -> None:
    """One line on standard error, with nothing in it that steers a terminal or a build server."""
    if sys.stderr is not None:
        sys.stderr.write(for_build_log(printable(text)) + "\n")


def shown(path: Path) -> str:
    """A path as the user would write it here."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def tell(audit: Audit) -> None:
    """What the user should know beside the report."""
    for note in audit.notes:
        say(f"note: {note}")
    for uri in audit.missed:
        reasons = sorted({lost.reason for lost in audit.unreached if lost.uri == uri})
        complain(f"{uri} was not audited: {'; '.join(reasons)}")
    if audit.crashed:
        complain("a rule crashed, so the audit is not complete", "the report says where; please tell us")


def show_difference(name: str, before: bytes, after: bytes) -> None:
    """What a write would change, as `diff -u` shows it; nothing if it changes nothing."""
    from difflib import unified_diff

    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    for line in unified_diff(old, new, name, name, lineterm=""):
        show(f"{for_build_log(printable(line))}\n")


def tell_keys(lines: Sequence[Line], name: str, *, is_written: bool) -> None:
    """What became of each key, and a count; after a diff all of it on standard error, which leaves the diff alone."""
    out = say if not is_written else (lambda text: show(f"{for_build_log(printable(text))}\n"))
    counts = {"added": 0, "updated": 0, "unchanged": 0, "skipped": 0}
    for line in lines:
        counts[line.what] += 1
        out(f"{line.what} {line.id}" + (f": {', '.join(line.changes)}" if line.changes else ""))
    for line in lines:
        for note in line.notes:
            say(f"note: {line.id}: {note}")
    say(f"{name}: " + ", ".join(f"{what} {count}" for what, count in counts.items() if count or what != "skipped"))


def exit_code(audit: Audit, fail_on: str | None, *, may_be_empty: bool = False, must_decide: bool = False) -> int:
    """FINDINGS at or above `fail_on` (default high), NOT_DONE where what was asked for could not be seen, or CLEAN."""
    threshold = None if fail_on == "never" else Severity[(fail_on or "high").upper()]
    if threshold is not None and any(finding.severity >= threshold for finding in audit.findings):
        return FINDINGS
    if not audit.files and not may_be_empty:
        complain("nothing was audited: no file was read", "is the path right?")
        return NOT_DONE
    undecided = must_decide and any(verdict.outcome is Outcome.OPEN for verdict in audit.verdicts)
    return NOT_DONE if audit.crashed or audit.missed or undecided else CLEAN
