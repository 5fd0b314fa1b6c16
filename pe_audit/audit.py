"""One run from end to end: collect → route → evidence → check → judge."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pe_audit import baseline, catalog, gateways, suppress
from pe_audit.collect import files as collect
from pe_audit.collect.choose import listed_files, repository_prefix
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import SettingsFile, Unreadable
from pe_audit.evidence.text import File, Text
from pe_audit.formats import format_of, reader
from pe_audit.judge import judge_file, verdicts
from pe_audit.languages import language_of
from pe_audit.model import Audit, Unreached
from pe_audit.options import Options
from pe_audit.route import Router

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Finding, Observed, Rule
    from pe_audit.route import Scanner

_BATCH = 32
T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """What one thread, or the whole run, has seen so far."""

    findings: list[Finding] = field(default_factory=list)
    unreached: list[Unreached] = field(default_factory=list)
    subjects: dict[str, int] = field(default_factory=dict)
    undecided: dict[str, list[str]] = field(default_factory=dict)
    crashes: dict[str, list[str]] = field(default_factory=dict)
    for_projects: dict[str, list[SourceFile | SettingsFile]] = field(default_factory=dict)
    skips: collect.Skips = field(default_factory=lambda: collect.Skips({}))
    uris: list[str] = field(default_factory=list)
    suppressed: int = 0

    def add(self, other: Tally) -> None:
        self.findings += other.findings
        self.unreached += other.unreached
        self.uris += other.uris
        self.suppressed += other.suppressed
        for rule, count in other.subjects.items():
            self.subjects[rule] = self.subjects.get(rule, 0) + count
        for reason, count in other.skips.counts.items():
            self.skips.counts[reason] = self.skips.counts.get(reason, 0) + count
        _extend(self.undecided, other.undecided)
        _extend(self.crashes, other.crashes)
        _extend(self.for_projects, other.for_projects)


def _extend(mine: dict[str, list[T]], theirs: dict[str, list[T]]) -> None:
    for rule, items in theirs.items():
        mine.setdefault(rule, []).extend(items)


def audit(options: Options) -> Audit:
    """Audit what the options name. Raises PeAuditError where that cannot be done at all."""
    rules = options.only or chosen_rules(options)
    circumstances = circumstances_of(options)
    tally = Tally()
    run = _Run(options, rules, circumstances)
    listing = listed_files(options, tally.skips, tally.unreached)
    for part in run.in_threads(listing):
        tally.add(part)
    run.projects(tally)
    run.declared(tally)
    return _closed(options, rules, tally)


def audit_evidence(options: Options, evidence: Evidence) -> Audit:
    """Judge evidence that comes from no file, a recorded or a live reading, with the chosen rules for its kind."""
    chosen = options.only or chosen_rules(options)
    rules = tuple(rule for rule in chosen if evidence.looks_at in rule.looks_at)
    tally = Tally()
    file = File(evidence.uri, b"", circumstances_of(options))
    observations = [pair for rule in rules for pair in observe(rule, evidence, tally)]
    tally.findings += judge_file(observations, {evidence.uri: file}, "", options.config.severities)
    return _closed(options, rules, tally)


def chosen_rules(options: Options) -> tuple[Rule, ...]:
    """The rules of this run: all, less those switched off, or those selected. `webhook` or `webhook-*` = the area."""
    rules = catalog.load(options.rules)

    def named(words: Iterable[str]) -> set[str]:
        chosen = set()
        for word in words:
            stem = word.removesuffix("*").rstrip("-")
            ids = {rule.id for rule in rules if rule.id == word or rule.area == stem}
            if not ids:
                raise catalog.unknown_rule(word, rules)
            chosen |= ids
        return chosen

    selected = named(options.select) if options.select else {rule.id for rule in rules} - options.config.off
    selected -= named(options.ignore)
    named({*options.config.off, *options.config.severities, *(mute.rule for mute in options.config.mutes)})
    return tuple(rule for rule in rules if rule.id in selected)


def circumstances_of(options: Options) -> Circumstances:
    """What the auditor was told, from the options and the gateway profiles."""
    profiles = gateways.load()
    if options.config.protocol is not None:
        profiles = (replace(profiles[0], protocol=options.config.protocol), *profiles[1:])
    told = Circumstances(profiles, options.config.declared)
    return replace(told, now=options.now) if options.now is not None else told


class _Run:
    def __init__(self, options: Options, rules: tuple[Rule, ...], circumstances: Circumstances) -> None:
        self.options = options
        self.rules = rules
        self.circumstances = circumstances
        self.prefix = repository_prefix(options.root)
        self.router = Router(
            [rule for rule in rules if rule.triggers or rule.files or rule.match], circumstances.gateways
        )

    def in_threads(self, listing: Iterator[collect.Listed]) -> list[Tally]:
        """Read, route and check files, a batch at a time a thread; the listing is shared under a lock."""
        lock = threading.Lock()
        tallies: list[Tally] = []

        def work() -> None:
            tally = Tally()
            tallies.append(tally)
            scanner = self.router.scanner()
            while True:
                with lock:
                    batch = list(islice(listing, _BATCH))
                if not batch:
                    return
                for listed in batch:
                    self._file(listed, scanner, tally)

        threads = [threading.Thread(target=work) for _ in range(max(1, self.options.jobs or os.cpu_count() or 1) - 1)]
        for thread in threads:
            thread.start()
        work()
        for thread in threads:
            thread.join()
        return tallies

    def _file(self, listed: collect.Listed, scanner: Scanner, tally: Tally) -> None:
        data = collect.read(listed)
        if isinstance(data, str):
            tally.unreached.append(Unreached("file", listed.uri, data))
            return
        file = File(listed.uri, data, self.circumstances)
        chosen = scanner.route(listed.uri, file.data)
        tally.uris.append(listed.uri)
        if not chosen:
            return
        reason = None if listed.explicit else collect.generated_reason(file.data)
        if reason is not None:
            tally.skips.add(reason)
            return
        observations: list[tuple[Rule, Observed]] = []
        made: dict[str, Evidence] = {}
        for rule, hits in chosen:
            if file.is_binary and not rule.binary:
                continue
            for evidence in evidence_of(rule, file, hits, made):
                if "project" in rule.looks_at:
                    tally.for_projects.setdefault(rule.id, []).append(evidence)  # type: ignore[arg-type]
                else:
                    observations += observe(rule, evidence, tally)
        self._judge(observations, {file.uri: file}, tally)

    def projects(self, tally: Tally) -> None:
        """Rules that look at the tree as a whole, each with the files its triggers chose."""
        from pe_audit.evidence.source import SourceFile

        for rule in self.rules:
            if "project" not in rule.looks_at:
                continue
            parts = sorted(tally.for_projects.get(rule.id, ()), key=lambda part: part.uri)
            project = Project(
                uri=".",
                uris=frozenset(tally.uris),
                sources=tuple(part for part in parts if isinstance(part, SourceFile)),
                settings=tuple(part for part in parts if isinstance(part, SettingsFile)),
                circumstances=self.circumstances,
            )
            self._judge(observe(rule, project, tally), {part.uri: part.file for part in parts}, tally)

    def declared(self, tally: Tally) -> None:
        """Rules that look at pe-audit.yaml, if there is one."""
        config = self.options.config
        if not config.present:
            return
        evidence = Declared(config.uri, self.circumstances)
        observations = [
            pair for rule in self.rules if "declared" in rule.looks_at for pair in observe(rule, evidence, tally)
        ]
        self._judge(observations, {config.uri: File(config.uri, config.raw, self.circumstances)}, tally)

    def _judge(self, observations: list[tuple[Rule, Observed]], files: Mapping[str, File], tally: Tally) -> None:
        findings = judge_file(observations, files, self.prefix, self.options.config.severities)
        if findings and self.options.inline_ignores:
            kept = [finding for finding in findings if not suppress.is_ignored(finding, files, self.circumstances.now)]
            tally.suppressed += len(findings) - len(kept)
            findings = kept
        tally.findings += findings


def evidence_of(rule: Rule, file: File, hits: tuple[int, ...], made: dict[str, Evidence]) -> Iterator[Evidence]:
    """Every kind of evidence the rule looks at that this file can give; `made` keeps parses for the next rule."""
    wanted = {"settings", "source"} if "project" in rule.looks_at else set(rule.looks_at)
    if "text" in wanted:
        yield Text(file, hits)
    if "certificate" in wanted:
        if "certificate" not in made:
            from pe_audit.evidence.certificate import CertificateFile

            made["certificate"] = CertificateFile(file)
        yield made["certificate"]
    if "settings" in wanted and (format := format_of(file.uri)) is not None:
        yield made.setdefault("settings", SettingsFile(file, format, reader(format)))
    if "source" in wanted and (language := language_of(file.uri)) is not None:
        if "source" not in made:
            from pe_audit.evidence.source import SourceFile

            made["source"] = SourceFile(file, language)
        yield made["source"]


def observe(rule: Rule, evidence: Evidence, tally: Tally) -> list[tuple[Rule, Observed]]:
    """Run one check on one piece of evidence. What cannot be read or crashes is noted; it hides nothing else."""
    seen: list[tuple[Rule, Observed]] = []
    try:
        for subject in catalog.check_of(rule)(evidence):
            seen.append((rule, subject if subject.uri else replace(subject, uri=evidence.uri)))
            if subject.undecided is not None:
                tally.undecided.setdefault(rule.id, []).append(f"{evidence.uri}:{subject.line}: {subject.undecided}")
    except Unreadable as error:
        lost = Unreached(error.looks_at, evidence.uri, str(error))
        if lost not in tally.unreached:
            tally.unreached.append(lost)
    except Exception as error:  # a defect in one check must not hide what the others see
        tally.crashes.setdefault(rule.id, []).append(f"{evidence.uri}: the check crashed ({_where(error)})")
    tally.subjects[rule.id] = tally.subjects.get(rule.id, 0) + len(seen)
    return seen


def _where(error: Exception) -> str:
    """The kind and place of a crash. Never its message: that may quote the audited file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__} in {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119


def _closed(options: Options, rules: tuple[Rule, ...], tally: Tally) -> Audit:
    """The audit as reported: muted and baselined findings taken out, everything in a fixed order."""
    findings = sorted(
        tally.findings,
        key=lambda f: (f.location.uri, f.location.line, f.location.column, f.rule.id, f.fingerprint),
    )
    kept = suppress.not_muted(findings, options)
    muted = len(findings) - len(kept)
    fresh = baseline.not_in(kept, options.baseline) if options.baseline is not None else kept
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule.id] = counts.get(finding.rule.id, 0) + 1
    observed = {
        rule.id: (tally.subjects.get(rule.id, 0), counts.get(rule.id, 0), sorted(tally.undecided.get(rule.id, ())))
        for rule in rules
    }
    unreached = tuple(sorted(tally.unreached, key=lambda lost: (lost.uri, lost.looks_at, lost.reason)))
    return Audit(
        findings=tuple(fresh),
        verdicts=tuple(verdicts(rules, observed, unreached, tally.crashes)),
        unreached=unreached,
        files=len(tally.uris),
        skipped=dict(sorted(tally.skips.counts.items())),
        suppressed=tally.suppressed + muted,
        baselined=len(kept) - len(fresh),
        crashed=bool(tally.crashes),
        root=str(options.root),
        prefix=repository_prefix(options.root),
    )
