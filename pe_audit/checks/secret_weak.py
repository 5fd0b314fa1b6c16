"""secret-weak: keys that sign or pay and that anybody guesses: placeholders, short ones, one for two purposes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.credential.candidate import Syntax
from pe_audit.evidence.credential.purpose import GATEWAY, purpose_of
from pe_audit.evidence.credential.scan import credentials, shapes_of
from pe_audit.evidence.credential.values import Look, look_of
from pe_audit.evidence.credential.weakness import (
    SET_ELSEWHERE,
    SHORTEST,
    is_left_to_weakness,
    may_be_used,
    weakness_of,
)
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.text import Text
from pe_audit.expression import expression
from pe_audit.model import Precision, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.text import File
    from pe_audit.model import Observed

_NOTHING = expression(r"(?:true|false|null|none|nil|yes|no|on|off|(?:[hrep]s|sha)\d{3})?", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SettingsFile)
    file, shapes = evidence.file, shapes_of(evidence.file)
    if not may_be_used(file):
        return  # nobody pays there, and reading tests and translations costs more than the rest of the audit
    live = deployment_of(file).environment is Environment.LIVE
    first: dict[str, tuple[str, Setting]] = {}
    for setting in evidence.settings:
        purpose, value = purpose_of(setting.key, shapes), setting.value.strip()
        if purpose is None or "\n" in value or _NOTHING.fullmatch(value):
            continue
        weakness = weakness_of(file, value, purpose)
        if weakness is not None and not _is_told(file, setting, value):
            problem = f"A key that anybody guesses. `{setting.key}` ({purpose} secret): {weakness}."
            precision = Precision.HIGH if live else Precision.MEDIUM
            yield evidence.observe(setting, problem, secrets=(value,), precision=precision)
            continue
        known = first.setdefault(value, (purpose, setting))
        shared = _may_be_shared(value) and _is_other(known, purpose, file)
        yield _shared(evidence, setting, *known) if shared else evidence.observe(setting)


def _is_told(file: File, setting: Setting, value: str) -> bool:
    """Whether the rules on literals and on fallbacks speak of the value."""
    if is_left_to_weakness(file, setting.name, value):
        return False
    _, end = file.line_span(setting.line)
    for located in credentials(Text(file, (end,))):
        candidate = located.judgement.candidate
        if value in candidate.value and (located.judgement.reported or candidate.syntax is Syntax.FALLBACK):
            return True
    return False


def _may_be_shared(value: str) -> bool:
    return len(value) >= SHORTEST and look_of(value) not in (*SET_ELSEWHERE, Look.PLACEHOLDER, Look.MASKED)


def _is_other(known: tuple[str, Setting], purpose: str, file: File) -> bool:
    """Whether a value serves another purpose too. One key for API and webhook is how PE-Signature works."""
    both = {known[0], purpose}
    capabilities = file.circumstances.gateway.version["capabilities"]
    by_design = "webhook-key" not in capabilities and both == {GATEWAY, "webhook"}
    return len(both) > 1 and not by_design


def _shared(evidence: SettingsFile, setting: Setting, purpose: str, first: Setting) -> Observed:
    problem = f"One secret serves two purposes. `{setting.key}` has the value of `{first.key}` ({purpose} secret)."
    at = evidence.observe(first)
    related = Related(at.line, at.column, at.end_column, "the same value", evidence.uri)
    secrets = (setting.value.strip(),)
    return evidence.observe(setting, problem, related=(related,), secrets=secrets, precision=Precision.MEDIUM)
