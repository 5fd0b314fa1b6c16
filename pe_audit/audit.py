"""One run from end to end: collect → route → evidence → check → judge."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast

from pe_audit import baseline, catalog, gateways, suppress
from pe_audit.collect import files as collect
from pe_audit.collect.choose import listed_files, repository_prefix, tracked
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.codebase import Codebase
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import File, Text
from pe_audit.formats import settings_file
from pe_audit.judge import judge_file, verdicts
from pe_audit.languages import holds_settings, language_of
from pe_audit.model import Audit, Unreached
from pe_audit.options import Options
from pe_audit.route import Router, is_read_as_text
from pe_audit.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.source import SourceFile
    from pe_audit.model import Observed, Rule
    from pe_audit.route import Scanner

_BATCH = 32
_IN_PART = "only part of the tree was read, and the rest may hold what is missing: audit the whole tree"
_GATHERED = ("source", "settings", "certificate", "text")  # kinds of evidence that rules on the whole project are given


def audit(options: Options) -> Audit:
    """Audit what the options name. Raises PeAuditError where that cannot be done at all."""
    rules = options.only or chosen_rules(options)
    tally = Tally()
    codebase = Codebase(partial(_all_uris, options, tally), lambda uri: _file(options, circumstances, uri))
    circumstances = replace(circumstances_of(options), codebase=codebase)
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
    """The rules of this run: all, less those switched off, or those selected by id, area or `area-*`."""
    rules = catalog.load(options.rules)

    def named(words: Iterable[str]) -> set[str]:
        return {rule for word in words for rule in catalog.named(word, rules)}

    selected = named(options.select) if options.select else {rule.id for rule in rules} - options.config.off
    selected -= named(options.ignore)
    return tuple(rule for rule in rules if rule.id in selected)


def circumstances_of(options: Options) -> Circumstances:
    """What the auditor was told, from the options and the gateway profiles."""
    profiles = gateways.load()
    if options.config.protocol is not None:
        profiles = (profiles[0]._replace(protocol=options.config.protocol), *profiles[1:])
    told = Circumstances(profiles, options.config.declared)
    return replace(told, now=options.now) if options.now is not None else told


def _all_uris(options: Options, tally: Tally) -> list[str]:
    """Every file that an audit of the whole tree reads, also when this one reads only some."""
    if options.whole:
        return tally.uris
    everything = options._replace(paths=(options.root,), staged=False, since=None, of_commit=False)
    return [listed.uri for listed in listed_files(everything, Tally().skips, [])]


def _file(options: Options, circumstances: Circumstances, uri: str) -> File | None:
    """A file of the tree that a rule was led to; `uri` is one that was listed, so no link leads out."""
    data = collect.read(collect.Listed(uri, os.path.join(options.root, uri)))  # noqa: PTH118
    return None if isinstance(data, str) else File(uri, data, circumstances)


class _Run:
    def __init__(self, options: Options, rules: tuple[Rule, ...], circumstances: Circumstances) -> None:
        self.options = options
        self.rules = rules
        self.circumstances = circumstances
        self.prefix = repository_prefix(options.root)
        self.tracked = tracked(options, [])
        self.router = Router(
            [rule for rule in rules if rule.triggers or rule.files or rule.match], circumstances.gateways
        )

    def in_threads(self, listing: Iterator[collect.Listed]) -> list[Tally]:
        """Read, route and check files, a batch at a time a thread; the listing is shared under a lock."""
        lock = threading.Lock()
        tallies: list[Tally] = []
        errors: list[BaseException] = []

        def work() -> None:
            tally = Tally()
            tallies.append(tally)
            try:
                scanner = self.router.scanner()
                while not errors:
                    with lock:
                        batch = list(islice(listing, _BATCH))
                    if not batch:
                        return
                    for listed in batch:
                        self._guarded(listed, scanner, tally)
            except BaseException as error:  # of the listing, or an interruption: it ends the run, in every thread
                errors.append(error)

        threads = [threading.Thread(target=work) for _ in range(max(1, self.options.jobs) - 1)]
        try:
            for thread in threads:
                thread.start()
            work()
            for thread in threads:
                thread.join()
        except BaseException as error:  # an interruption while waiting: the others must not go on to the end
            errors.append(error)
        if errors:
            raise errors[0]
        return tallies

    def _guarded(self, listed: collect.Listed, scanner: Scanner, tally: Tally) -> None:
        try:
            self._file(listed, scanner, tally)
        except Exception as error:  # a defect met in one file must not hide what the others hold
            tally.crashed = True
            tally.unreached.append(Unreached("file", listed.uri, f"its audit crashed ({_where(error)})"))

    def _file(self, listed: collect.Listed, scanner: Scanner, tally: Tally) -> None:
        data = collect.read(listed)
        if isinstance(data, str):
            tally.unreached.append(Unreached("file", listed.uri, data))
            if listed.explicit:
                tally.missed.append(listed.uri)
            return
        file = File(listed.uri, data, self.circumstances)
        chosen = scanner.route(listed.uri, file.data)
        reason = collect.generated_reason(file.data) if chosen and not listed.keep else None
        if chosen and file.is_binary:
            chosen = [(rule, hits) for rule, hits in chosen if rule.binary]
            reason = None if chosen else collect.BINARY
        if reason is not None:
            tally.skips.add(reason)
            return
        tally.uris.append(listed.uri)
        if not chosen:
            return
        if b"PRIVATE KEY-----" in file.data:  # of no other file does anybody ask
            file.is_open_to_all = collect.is_open_to_all(listed, self.tracked)
        observations: list[tuple[Rule, Observed]] = []
        made: dict[str, Evidence] = {}
        for rule, hits in chosen:
            for evidence in evidence_of(rule, file, hits, made):
                if "project" in rule.looks_at:
                    tally.for_projects.setdefault(rule.id, []).append(evidence)
                else:
                    observations += observe(rule, evidence, tally)
        self._judge(observations, {file.uri: file}, tally)

    def projects(self, tally: Tally) -> None:
        """Rules that look at the tree as a whole, each with the files its triggers chose."""
        config, uris = self.options.config, frozenset(tally.uris)
        for part in chain.from_iterable(tally.for_projects.values()):
            if part.looks_at == "source":
                self.circumstances.codebase.keep(cast("SourceFile", part))
        for rule in self.rules:
            has_evidence = rule.id in tally.for_projects or self._asked_of_declarations(tally)
            if "project" not in rule.looks_at or not has_evidence:
                continue
            from pe_audit.evidence.project import Project

            parts: list[Any] = sorted(tally.for_projects.get(rule.id, ()), key=lambda part: part.uri)
            of_kind = {kind: tuple(part for part in parts if part.looks_at == kind) for kind in _GATHERED}
            project = Project(
                uri=".",
                uris=uris,
                sources=of_kind["source"],
                settings=of_kind["settings"],
                circumstances=self.circumstances,
                certificates=of_kind["certificate"],
                texts=of_kind["text"],
                declared_in=config.uri if config.present else "",
                whole=self.options.whole,
            )
            files: dict[str, File] = {part.uri: part.file for part in parts}
            if config.present:
                files[config.uri] = File(config.uri, config.raw, self.circumstances)
            observations = observe(rule, project, tally)
            told = {uri for _, seen in observations for uri in (seen.uri, *(place.uri for place in seen.related))}
            for uri in told - {*files, project.uri, ""}:
                led = self.circumstances.codebase.file(uri)
                if led is not None:
                    files[uri] = led
            self._judge(observations, files, tally)

    def declared(self, tally: Tally) -> None:
        """Rules that look at pe-audit.yaml, if there is one."""
        config = self.options.config
        if not self._asked_of_declarations(tally):
            return
        from pe_audit.evidence.declared import Declared

        evidence = Declared(config.uri, self.circumstances)
        observations = [
            pair for rule in self.rules if "declared" in rule.looks_at for pair in observe(rule, evidence, tally)
        ]
        self._judge(observations, {config.uri: File(config.uri, config.raw, self.circumstances)}, tally)

    def _asked_of_declarations(self, tally: Tally) -> bool:
        """Whether pe-audit.yaml itself is audited: a commit that leaves it alone is not held up by what it says."""
        config = self.options.config
        return config.present and (self.options.whole or config.uri in tally.uris)

    def _judge(self, observations: list[tuple[Rule, Observed]], files: Mapping[str, File], tally: Tally) -> None:
        for finding in judge_file(observations, files, self.prefix, self.options.config.severities):
            is_ignored, note = False, ""
            if self.options.inline_ignores:
                is_ignored, note = suppress.ignored(finding, files, self.circumstances.now)
            if note:
                tally.notes.append(note)
            if is_ignored:
                tally.suppressed += 1
            else:
                tally.findings.append(finding)


def evidence_of(rule: Rule, file: File, hits: tuple[int, ...], made: dict[str, Evidence]) -> Iterator[Evidence]:
    """Every kind of evidence the rule looks at that this file can give; `made` keeps parses for the next rule."""
    wanted = set(rule.looks_at)
    if "project" in wanted:
        wanted = {"settings", "certificate" if "certificate" in wanted else "source"}
        if is_read_as_text(file.uri):
            wanted.add("text")
    if "text" in wanted:
        yield Text(file, hits)
    if "certificate" in wanted:
        if "certificate" not in made:
            from pe_audit.evidence.certificate import CertificateFile

            made["certificate"] = CertificateFile(file)
        yield made["certificate"]
    if "settings" in wanted:
        settings = made.get("settings") or settings_file(file)
        if settings is not None:
            yield made.setdefault("settings", settings)
    language = language_of(file.uri)
    if language is None or not ("source" in wanted or ("settings" in wanted and holds_settings(file.uri))):
        return
    if "source" not in made:
        from pe_audit.evidence.source import SourceFile

        made["source"] = SourceFile(file, language)
    if "source" in wanted:
        yield made["source"]
    else:
        from pe_audit.evidence.coded import settings_in

        yield settings_in(cast("SourceFile", made["source"])) or made["source"]


def observe(rule: Rule, evidence: Evidence, tally: Tally) -> list[tuple[Rule, Observed]]:
    """Run one check on one piece of evidence. What cannot be read or crashes is noted; it hides nothing else."""
    seen: list[tuple[Rule, Observed]] = []
    try:
        for subject in catalog.check_of(rule)(evidence):
            subject = subject if subject.uri else subject._replace(uri=evidence.uri)
            if rule.absence and subject.problem is not None and not getattr(evidence, "whole", True):
                subject = subject._replace(problem=None, undecided=_IN_PART)
            seen.append((rule, subject))
            if subject.undecided is not None:
                tally.undecided.setdefault(rule.id, []).append(f"{subject.uri}:{subject.line}: {subject.undecided}")
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
        crashed=tally.crashed or bool(tally.crashes),
        missed=tuple(sorted(tally.missed)),
        notes=(*suppress.ended(options), *sorted(set(tally.notes))),
        root=str(options.root),
        prefix=repository_prefix(options.root),
    )
