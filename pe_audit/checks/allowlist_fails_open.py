"""allowlist-fails-open: an empty or missing list admits everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import deployment_of
from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.visitor import decisions
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.evidence.visitor import Decision
    from pe_audit.model import Observed

_PROBLEM = "An empty allowlist admits everybody. Where `{name}` is not set, nobody is asked for his address."
_NAME = r"[\w$>.\[\]'\"-]{1,80}?"
# A list that is asked whether anything is in it: `!x`, `not x`, `empty(x)`, `x.length === 0`, `len(x) > 0`.
_EMPTY = expression(
    rf"(?i)^\W*(?:not\s+|!\s*|empty\(\s*|is_null\(\s*|isset\(\s*)?(?:(?:len|count|sizeof)\(\s*)?({_NAME})\s*\)*"
    r"(?:\.(?:length|size\(\)|count\(?\)?|isempty\(\)|any\(\)|trim\(\)|(?:empty|blank|nil|any|present)\?))*\s*\)*"
    r"\s*(?:(?:[=!]={1,2}|[<>]=?|is(?: not)?)\s*(?:0|1|null|none|nil|undefined|''|\"\"|\[\]))?\W*$"
)
_NEGATES = expression(
    r"(?i)^\W*(?:not\b|!(?!=)|empty\()|(?:={2,3}|\bis)\s*(?:0|null|none|undefined|''|\"\"|\[\])|<\s*1|isempty\(\)|\.(?:empty|blank|nil)\?"
)
_REFUSES = expression(
    r"(?i)\b(?:401|403|404|false|forbidden|unauthori[sz]ed|deny|denied|50[03]|\w*unavailable|abort|throw|raise|die|exit|reject\w*)\b"
)
_NOT = expression(r"(?:!|\bnot\s)\s*\(?$")
_ABSENT = expression(r"\s*(?:={2,3}\s*(?:-1|false)|<\s*0)", re.IGNORECASE)
_EITHER = expression(r"\|\||\bor\b")
_BOTH = expression(r"&&|\band\b")


def check(evidence: Evidence) -> Iterator[Observed]:
    """Each question whether an address is in a list; the problem is what goes around it with an empty one."""
    assert isinstance(evidence, SourceFile)
    if not deployment_of(evidence.file).matters:
        return
    provenance = Provenance(evidence)
    for decision in decisions(evidence):
        found = _way_around(evidence, provenance, decision)
        function = evidence.function(decision.span)
        identity = function.name if function is not None else decision.listed[:60]
        place = f"{evidence.uri} {identity}"
        precision = None if says(place, "webhook", "gateway", "payment", "allowlist") else Precision.LOW
        if found is None:
            yield evidence.observe(decision.span, identity=identity)
        else:
            span, name = found
            yield evidence.observe(span, _PROBLEM.format(name=name), identity=identity, precision=precision)


def _way_around(source: SourceFile, provenance: Provenance, decision: Decision) -> tuple[Syntax, str] | None:
    """Where an empty list is let through before the question, or beside it in the same expression."""
    for condition in source.inside(source.scope(decision.span), "condition"):
        test, consequence = condition.part("condition"), condition.part("consequence")
        if test is None or test.end - test.start > 300:
            continue
        if decision.span in test:
            name = _beside(test.text, decision)
        elif condition.start < decision.span.start and consequence is not None:
            name = _leaves(source, provenance, test, consequence)
        else:
            name = ""
        if name:
            return test, name
    for returned in source.around(decision.span, "return"):
        value = returned.part("value")
        if value is not None and value.end - value.start < 300 and (name := _beside(value.text, decision)):
            return value, name
    return None


def _beside(text: str, decision: Decision) -> str:
    """The list's name where the expression leaves an empty list out: `!list.length || list.includes(…)`."""
    before, _, after = text.partition(decision.span.text)
    refused = _NOT.search(before) is not None or _ABSENT.match(after) is not None or " not in " in decision.span.text
    mark = _BOTH if refused else _EITHER
    for part in mark.split(before)[:-1]:
        match = _EMPTY.match(part)
        if match and match[1].strip("($") in decision.listed and bool(_NEGATES.search(part)) != refused:
            return match[1]
    return ""


def _leaves(source: SourceFile, provenance: Provenance, test: Syntax, consequence: Syntax) -> str:
    """The list's name where the test is whether it is empty, and the function then ends without refusing."""
    match = _EMPTY.match(test.text)
    if not match or not _NEGATES.search(test.text) or not provenance.says(test, "allowlist"):
        return ""
    ends = source.inside(consequence, "return") or re.search(r"\bnext\(\s*\)", consequence.text)
    return match[1] if ends and not _REFUSES.search(consequence.text) else ""
