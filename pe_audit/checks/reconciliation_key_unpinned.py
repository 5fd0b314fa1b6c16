"""Verifications of settlement archives that accept whichever PGP key turns up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.reconciliation.pinned import FETCHES, FULL, SHORT, is_about, pins
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.lexicon import says, words
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Observed

_ELSEWHERE = (Environment.TEST, Environment.EXAMPLE)
_SHORT = "A short key id names more than one key. `{key}` has {digits} digits, a fingerprint has 40 or 64."
_FETCHED = "The key is fetched from whoever answers. A key server gives the key of anybody who says he is the gateway."


def check(evidence: Evidence) -> Iterator[Observed]:
    if isinstance(evidence, SourceFile):
        if deployment_of(evidence.file).environment is not Environment.TEST:
            yield from _in_code(evidence)
    elif isinstance(evidence, SettingsFile) and deployment_of(evidence.file).environment not in _ELSEWHERE:
        yield from _in_settings(evidence)


def _in_code(source: SourceFile) -> Iterator[Observed]:
    seen: set[tuple[str, str]] = set()
    for pin in pins(source):
        holder = source.function(pin.span)
        identity = f"{holder.name if holder is not None else '(top)'}: {pin.problem.partition('. ')[0]}"
        if (identity, pin.problem) in seen:
            continue
        seen.add((identity, pin.problem))
        precision = None if pin.sure else Precision.LOW
        problem = f"{pin.problem}." if pin.problem else None
        yield source.observe(pin.span, problem, identity=identity, precision=precision if problem else None)


def _in_settings(settings: SettingsFile) -> Iterator[Observed]:
    for setting in settings.settings:
        name = setting.key.rpartition(".")[2]
        if is_about(setting.key) and _names_key(name):
            value = setting.value.strip().replace(" ", "")
            if FULL.fullmatch(value):
                yield settings.observe(setting, identity=setting.key)
            elif SHORT.fullmatch(value):
                digits = len(value.removeprefix("0x"))
                yield settings.observe(setting, _SHORT.format(key=name, digits=digits), identity=setting.key)
        elif FETCHES.search(setting.value) and _is_of_settlements(settings, setting.key, setting.value):
            pinned = FULL.search(setting.value) is not None
            yield settings.observe(setting, None if pinned else _FETCHED, identity=setting.key)


def _names_key(name: str) -> bool:
    """`…_KEY_ID`, `fingerprint`, `huella`."""
    said = words(name)
    return bool({"fingerprint", "huella", "keyid"} & set(said)) or said[-2:] in (("key", "id"), ("key", "fpr"))


def _is_of_settlements(settings: SettingsFile, key: str, value: str) -> bool:
    gateways = settings.file.circumstances.gateways
    about = f"{key} {value[:2000]}"
    named = any(gateway.is_named_in(about) for gateway in gateways)
    return named or (says(f"{settings.uri} {about}", "reconciliation") and says(f"{settings.uri} {about}", "payment"))
