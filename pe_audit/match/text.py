"""`match: {text: {pattern, sound?, problem}}`: a pattern on lines of any text file.

`pattern` finds a line through the router and is confirmed with RE2; its group (or, without one, the whole match) is the
subject. A subject that `sound` matches whole is sound, any other has the `problem`, whose `{subject}` is filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from pe_audit.evidence.text import Text, decode
from pe_audit.route import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Check, Observed, Rule

FIELDS = {"pattern": True, "sound": False, "problem": True}  # name: required


def compile(rule: Rule) -> Check:
    block = (rule.match or {})["text"]

    def check(evidence: Evidence) -> Iterator[Observed]:
        assert isinstance(evidence, Text)
        file = evidence.file
        gateways = file.circumstances.gateways
        pattern = re2.compile(fill(block["pattern"], gateways).encode())
        sound = re2.compile(fill(block["sound"], gateways).encode()) if "sound" in block else None
        name = pattern.groups and 1  # the one group, if there is one, is the subject
        for number in evidence.hit_lines:
            start, end = file.line_span(number)
            line = file.data[start:end]
            for match in pattern.finditer(line):
                subject = decode(match.group(name))
                problem = None
                if sound is None or sound.fullmatch(match.group(name)) is None:
                    problem = block["problem"].replace("{subject}", subject)
                yield file.observe(start + match.start(name), start + match.end(name), problem, identity=subject)

    return check
