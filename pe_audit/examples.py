"""A rule's bad and good examples: they are its tests, its documentation and what `explain` shows.

`bad*`/`good*` in the rule's folder are files, or folders that stand for a whole tree. A file is audited alone, with
only this rule. A trailing `pe-audit: expect` names each line that must be reported; a bad example without one must
have at least one finding; a good one must have a subject and no finding.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from pe_audit import catalog
from pe_audit.model import Outcome, PeAuditError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.model import Audit, Rule

NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)  # examples with dates are judged at this moment
_MARK = b"pe-audit: expect"


def proofs(folder: Path | None = None) -> Iterator[list[str]]:
    """For each rule of a folder (None: pe-audit's own) what is wrong with it: one line each, none if it is proved.

    Raises PeAuditError if the folder holds no rule.
    """
    own = folder is None or folder.resolve() == catalog.rules_folder().resolve()
    files = catalog.card_files(folder or catalog.rules_folder())
    if not files:
        raise PeAuditError(f"there is no rule in {str(folder)!r}", "a rule is a file AREA/PROBLEM/rule.yaml")
    for path in files:
        try:
            rule = catalog.read(path, own=own)
            yield list(failures(rule))
        except PeAuditError as error:
            yield [error.message]


def examples_of(rule: Rule) -> list[Path]:
    """The rule's examples, bad ones first."""
    return sorted(path for path in Path(rule.folder).iterdir() if path.name.startswith(("bad", "good")))


def failures(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule's examples: one line each, nothing if they prove the rule."""
    examples = examples_of(rule)
    for kind in ("bad", "good"):
        if not any(path.name.startswith(kind) for path in examples):
            yield f"{rule.id}: has no {kind}.* example"
    for path in examples:
        yield from (f"{rule.id}: {path.name}: {problem}" for problem in _failures(rule, path))


def _failures(rule: Rule, path: Path) -> Iterator[str]:
    audit = run(rule, path)
    (verdict,) = audit.verdicts
    if verdict.outcome is Outcome.OPEN:
        yield f"could not be decided: {'; '.join(verdict.reasons)}"
    found = Counter((finding.location.uri, finding.location.line) for finding in audit.findings)
    if path.name.startswith("good"):
        yield from (f"{_place(path, *at)} is reported and should not be" for at in sorted(found))
        if not verdict.subjects:
            yield "the rule sees no subject in it, so it proves nothing"
        return
    expected = _expected(path)
    if not found:
        yield "nothing is reported"
    elif expected:
        yield from (f"{_place(path, *at)} is not reported" for at in sorted(expected - set(found)))
        yield from (f"{_place(path, *at)} is reported and not expected" for at in sorted(set(found) - expected))


def _place(path: Path, uri: str, line: int) -> str:
    return f"line {line}" if uri == path.name else f"{uri} line {line}"


def run(rule: Rule, path: Path) -> Audit:
    """The audit of one example with one rule, at the examples' moment."""
    from pe_audit.audit import audit, audit_evidence, circumstances_of
    from pe_audit.configuration import load
    from pe_audit.options import Config, Options

    if "clock" in rule.looks_at:
        from pe_audit.evidence.clock import from_record

        options = Options(paths=(), root=path.parent, config=Config(), now=NOW, only=(rule,))
        record = json.loads(path.read_text(encoding="utf-8"))
        return audit_evidence(options, from_record(path.name, record, circumstances_of(options)))
    root = path if path.is_dir() else path.parent
    declares = "declared" in rule.looks_at and path.suffix == ".yaml" and path.is_file()
    config = load(root, path if declares else None)
    config = config._replace(skip=(), scan=("*",), mutes=(), severities={}, off=frozenset())
    paths = () if config.uri == path.name else (path,)
    return audit(Options(paths=paths, root=root, config=config, now=NOW, only=(rule,), jobs=1))


def _expected(path: Path) -> set[tuple[str, int]]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    top = path if path.is_dir() else path.parent
    return {
        (file.relative_to(top).as_posix(), number)
        for file in files
        if file.is_file()
        for number, line in enumerate(file.read_bytes().splitlines(), 1)
        if _MARK in line
    }
