"""Which code runs only after other code let it: early exits, and how far they reach."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pe_audit.evidence.handler.followed.calls import calls_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pe_audit.evidence.handler.followed.calls import Function
    from pe_audit.evidence.handler.followed.slice import Frame
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

Exit = Literal["return", "throw", "jump"]
_NEVER_RETURNS = frozenset(
    [
        "abort",
        "wp_die",
        "wp_send_json",
        "wp_send_json_success",
        "wp_send_json_error",
        "die",
        "exit",
        "halt",
        "dd",
        "throw",
    ]
)
_RETURNS, _BLOCK = expression(rb"\breturn\b"), expression(rb"do\b(?!\s*\{)|\{\s*\|")
_DIE = expression(rb"(?<![\w$>:'\"])die\s*;")
_REGIONS: tuple[Kind, ...] = ("function", "case", "loop", "catch")


def branches(condition: Syntax) -> Iterator[tuple[bool, Syntax]]:
    """The branches of a condition: with whether the test is true there."""
    for name, truth in (("consequence", True), ("alternative", False)):
        branch = condition.part(name)
        if branch is not None:
            yield truth, branch


def truth_at(condition: Syntax, span: Syntax) -> bool | None:
    """What the test has said where `span` runs; None if that is in the test itself."""
    consequence = condition.part("consequence")
    if consequence is not None and span in consequence:
        return True
    test, alternative = condition.part("condition"), condition.part("alternative")
    if alternative is not None and span in alternative:
        return False
    return None if test is None or span.end <= test.end else False  # Go's `if` may do something ahead of the test


def exit_of(frame: Frame, branch: Syntax) -> Exit | None:
    """How a branch surely leaves: the function, by an exception, or the loop or case around it. None if it goes on."""
    source = frame.source
    for kind in ("return", "throw", "jump"):
        for one in source.inside(branch, kind):
            if _directly(frame, one, branch):
                return kind
    for call in source.inside(branch, "call"):
        if _never_returns(frame, call) and _directly(frame, call, branch):
            return "throw" if call.name == "abort" else "return"
    bare = (source.span(branch.start + one.start(), branch.start + one.end()) for one in _dies(source, branch))
    return "return" if any(_directly(frame, one, branch) for one in bare) else None


def _dies(source: SourceFile, span: Syntax) -> Iterator[re.Match[bytes]]:
    """PHP's `die;`, which its grammar takes for a constant."""
    return _DIE.finditer(source.file.data[span.start : span.end])


def _never_returns(frame: Frame, call: Syntax) -> bool:
    """Whether a call ends the request: by its name, or because the function it means does."""
    if call.name.lstrip("\\") in _NEVER_RETURNS:
        return True
    target = calls_of(frame.source).target(call)
    return target is not None and _ends(target)


def _ends(function: Function) -> bool:
    """`private function fail($text) { http_response_code(400); exit; }`, also if a parameter may spare the exit."""
    source, scope = function
    exits = (one.text.startswith(("exit", "die")) for one in source.inside(scope, "return"))
    if any(exits) or any(True for _ in _dies(source, scope)):
        return True
    return any(call.name.lstrip("\\") in _NEVER_RETURNS for call in source.inside(scope, "call"))


def _directly(frame: Frame, one: Syntax, branch: Syntax) -> bool:
    """Whether nothing between a statement and the branch decides if it runs."""
    region = region_of(frame, one)
    return region is None or branch in region


def region_of(frame: Frame, span: Syntax, leaves: Exit = "return") -> Syntax | None:
    """The innermost part of the function around `span` beyond which nothing is known of `span` having run."""
    source = frame.source
    found: list[Syntax] = []
    for kind in _REGIONS:
        around = (one for one in source.around(span, kind) if one in frame.body)
        found += [one for one in around if leaves != "return" or not _is_left(one, span)][:1]
    for condition in source.around(span, "condition"):
        if condition not in frame.body:
            break
        branch = next((branch for _, branch in branches(condition) if span in branch), None)
        if branch is not None and not _is_sibling(frame, condition, span):
            found.append(branch)
            break
    if leaves == "throw":
        for one in source.around(span, "try"):
            body = one.part("body")
            if body is not None and one in frame.body and span in body and _goes_on(frame, one, body):
                found.append(body)
                break
    return max(found, key=lambda one: one.start, default=None)


def _is_left(region: Syntax, span: Syntax) -> bool:
    """Whether a `return` in `span` leaves more than the region: Ruby's block, whose method it ends."""
    return _BLOCK.match(region.data, region.start) is not None and (
        _RETURNS.search(span.data, span.start, span.end) is not None
    )


def _goes_on(frame: Frame, one: Syntax, body: Syntax) -> bool:
    """Whether what a try catches may be forgotten: one of its catches does not leave."""
    caught = [catch for catch in frame.source.inside(one, "catch") if catch.start >= body.end]
    return not caught or any(exit_of(frame, catch.part("body") or catch) is None for catch in caught)


def _is_sibling(frame: Frame, condition: Syntax, span: Syntax) -> bool:
    """`if (a) return; else if (b) return;`: the second test is as sure to run as the first, for who comes past."""
    consequence, alternative = condition.part("consequence"), condition.part("alternative")
    if consequence is None or alternative is None or span.kind != "condition" or span not in alternative:
        return False
    return alternative.end == span.end and exit_of(frame, consequence) is not None


def reaches(
    frame: Frame, gate: Syntax, span: Syntax, leaves: Exit, idle: Callable[[Syntax], bool] | None = None
) -> bool:
    """Whether `span` runs only if `gate`, which stands before it, did not leave.

    A branch that does nothing but lead to the gate (`idle`) is no bound: `if (id) { if (await seen(id)) return; }`.
    """
    if gate.end > span.start:
        return False
    region = region_of(frame, gate, leaves)
    while idle is not None and region is not None and region.kind in ("consequence", "alternative") and idle(region):
        holder = next(one for one in frame.source.around(region, "condition"))
        region = region_of(frame, holder, leaves)
    return region is None or span in region
