"""Rules as SARIF describes them: severity as GitHub ranks it, weaknesses as GitLab and DefectDojo read them, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pe_audit.model import Severity
from pe_audit.report.samples import shown_samples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pe_audit.model import Rule
    from pe_audit.report.samples import Sample

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}
# The number GitHub ranks by where pe-audit.yaml gives a rule another severity than its card
_REPRESENTATIVE = {Severity.CRITICAL: 9.5, Severity.HIGH: 8.0, Severity.MEDIUM: 5.5, Severity.LOW: 2.0}
_MAX_TAGS = 10
_MAX_DESCRIPTION = 1000  # characters; GitHub takes 1,024
_CWE_PAGE = "https://cwe.mitre.org/data/definitions/{}.html"


def weakness_ids(rules: Iterable[Rule]) -> list[str]:
    """Every CWE id that a rule names, in numerical order."""
    return sorted({id for rule in rules for id in rule.cwe}, key=_number)


def taxonomy(weaknesses: Sequence[str]) -> dict[str, Any]:
    return {
        "name": "CWE",
        "organization": "MITRE",
        "shortDescription": {"text": "The MITRE Common Weakness Enumeration."},
        "isComprehensive": False,
        "taxa": [{"id": id, "helpUri": _CWE_PAGE.format(_number(id))} for id in weaknesses],
    }


def descriptor(rule: Rule, severity: Severity, weaknesses: Sequence[str]) -> dict[str, Any]:
    """The rule as `tool.driver.rules[]` holds it, at the severity of this run."""
    ranked = rule.security_severity if severity is rule.severity else _REPRESENTATIVE[severity]
    bad, good = shown_samples(rule)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": _sentence(rule.title)},
        "fullDescription": {"text": _shortened(_one_line(rule.why))},
        "help": {"text": _help_text(rule), "markdown": _help_markdown(rule, bad, good)},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "relationships": [_relationship(id, weaknesses.index(id)) for id in sorted(rule.cwe, key=_number)],
        "properties": {
            "tags": _tags(rule),
            "precision": rule.precision.label,
            "security-severity": f"{ranked:.1f}",
        },
    }


def _relationship(id: str, index: int) -> dict[str, Any]:
    return {
        "target": {"id": id, "index": index, "toolComponent": {"name": "CWE", "index": 0}},
        "kinds": ["superset"],
    }


def _tags(rule: Rule) -> list[str]:
    """GitHub keeps ten: `security`, its own spelling of each weakness, then GitLab's while there is room."""
    numbers = sorted({_number(id) for id in rule.cwe})
    tags = ["security", *(f"external/cwe/cwe-{number:03d}" for number in numbers), *(f"cwe-{n}" for n in numbers)]
    return tags[:_MAX_TAGS]


def _help_text(rule: Rule) -> str:
    return "\n\n".join(
        part for part in (_one_line(rule.why), f"Fix: {_one_line(rule.fix)}", "\n".join(rule.references)) if part
    )


def _help_markdown(rule: Rule, bad: Sequence[Sample], good: Sequence[Sample]) -> str:
    references = [f"- <{link}>" for link in rule.references]
    standards = [*rule.cwe, *(f"OWASP {x}" for x in rule.owasp), *(f"ASVS {x}" for x in rule.asvs)]
    parts = [
        f"# {rule.title}",
        rule.why,
        *_code("Bad", bad),
        *_code("Good", good),
        "## Fix",
        rule.fix,
        *(["## References", "\n".join(references)] if references else []),
        *([f"Standards: {', '.join([*standards, *(f'PCI DSS {x}' for x in rule.pci)])}"] if standards else []),
    ]
    return "\n\n".join(parts) + "\n"


def _code(title: str, samples: Sequence[Sample]) -> Iterator[str]:
    for sample in samples:
        fence = "````" if "```" in sample.code else "```"
        yield f"## {title}: `{sample.name}`"
        yield f"{fence}{sample.language}\n{sample.code}\n{fence}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_DESCRIPTION else text[:_MAX_DESCRIPTION].rsplit(" ", 1)[0] + " ..."


def _number(id: str) -> int:
    return int(id.removeprefix("CWE-"))
