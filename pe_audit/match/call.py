"""`match: {call: {callee, argument, value?, sound?, problem}}`: an argument of a call, in any language.

`callee` matches the whole of the call's dotted name (`response.set_cookie`, `Cookie.queue`, `Cookie` for `new Cookie`).
`argument` is a position from 0, or the name of a keyword or named argument. What that argument says, a string its
content, anything else its text, is a subject if `value` is found in it. A subject that `sound` matches whole is
sound, any other has the `problem`, whose `{callee}` (the last name) and `{subject}` are filled in. `triggers` choose
the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import value_of
from pe_audit.route import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Check, Observed, Rule

FIELDS = {"callee": True, "argument": True, "value": False, "sound": False, "problem": True}  # name: required


def compile(rule: Rule) -> Check:
    block = (rule.match or {})["call"]

    def check(evidence: Evidence) -> Iterator[Observed]:
        assert isinstance(evidence, SourceFile)
        callee, value, sound = (
            re2.compile(fill(block[name], evidence.file.circumstances.gateways)) if name in block else None
            for name in ("callee", "value", "sound")
        )
        for call in evidence.all("call"):
            given = _argument(evidence, call, str(block["argument"])) if _is(callee, _chain(call)) else None
            if given is None:
                continue
            said = evidence.string(given)
            subject = given.text if said is None else said
            if value is None or value.search(subject) is not None:
                problem = block["problem"].replace("{callee}", call.name).replace("{subject}", subject)
                yield evidence.observe(given, None if _is(sound, subject) else problem, identity=subject)

    return check


def _chain(call: Syntax) -> str:
    receiver = call.text_of("receiver")
    return f"{receiver}.{call.name}" if receiver else call.name


def _argument(source: SourceFile, call: Syntax, wanted: str) -> Syntax | None:
    """The value of the argument at a position or under a name."""
    if wanted.isdecimal():
        return source.argument(call, int(wanted))
    for argument in source.arguments(call):
        pair = source.exactly(argument, "pair")
        if pair is not None and pair.text_of("key").strip("\"'") == wanted:
            return value_of(pair)
    return None


def _is(pattern: Any, text: str) -> bool:
    return pattern is not None and pattern.fullmatch(text) is not None
