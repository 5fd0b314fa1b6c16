"""`match: {setting: {key, value?, sound?, formats?, problem}}`: values of any configuration format.

`key` is searched in a setting's dotted path, `value` in its value; what both find is a subject. A subject whose value
`sound` matches whole is sound, any other has the `problem`, whose `{key}` (the path's last word) and `{subject}` (the
value) are filled in. `formats` narrows to some of the names in formats/__init__.py. `triggers` choose the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from pe_audit.evidence.settings import SettingsFile
from pe_audit.route import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.settings import Setting
    from pe_audit.model import Check, Observed, Rule

FIELDS = {"key": True, "value": False, "sound": False, "formats": False, "problem": True}  # name: required


def compile(rule: Rule) -> Check:
    block = (rule.match or {})["setting"]

    def check(evidence: Evidence) -> Iterator[Observed]:
        assert isinstance(evidence, SettingsFile)
        if evidence.format not in block.get("formats", (evidence.format,)):
            return
        key, value, sound = (
            re2.compile(fill(block[name], evidence.file.circumstances.gateways)) if name in block else None
            for name in ("key", "value", "sound")
        )
        for setting in evidence.settings:
            if _finds(key, setting.key) and _finds(value, setting.value):
                is_sound = sound is not None and sound.fullmatch(setting.value) is not None
                yield evidence.observe(setting, None if is_sound else _problem(block["problem"], setting))

    return check


def _finds(pattern: Any, text: str) -> bool:
    return pattern is None or pattern.search(text) is not None


def _problem(problem: str, setting: Setting) -> str:
    return problem.replace("{key}", setting.name).replace("{subject}", setting.value)
