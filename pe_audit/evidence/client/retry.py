"""What is tried again: by decorators and policies of known libraries, by helpers named for it, and by loops."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.client.setup import Setup
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pe_audit.evidence.client.calls import Outgoing
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax


class _Policy(NamedTuple):
    """How a library tries again. `name` matches the call or decorator, `file` what the file must hold.

    `tries` holds when none is written, 0 if it never ends then. `counts`: a written number is of repetitions, not of
    tries. `resends`: the client sends the same bytes again; otherwise what it is given runs again.
    """

    name: str
    tries: int
    counts: bool
    grows: bool = False
    resends: bool = False
    file: str = ""


_POLICIES = (
    _Policy(r"(?:tenacity\.)?(?:Async)?[Rr]etry(?:ing)?", 0, counts=False, file=r"\btenacity\b"),
    _Policy(r"(?:backoff\.)?on_(?:exception|predicate)", 0, counts=False, grows=True, file=r"\bbackoff\b"),
    _Policy(r"(?:[\w.]+\.)?Retry", 11, counts=True, resends=True, file=r"urllib3|\brequests\b"),
    _Policy(r"(?:[\w.]+\.)?(?:shared_task|task)", 4, counts=True, file=r"autoretry_for|retry_backoff"),
    _Policy(r"axios_?[Rr]etry", 4, counts=True, resends=True),
    _Policy(r"(?:p|async|promise)_?[Rr]etry|backOff", 11, counts=True, grows=True),
    _Policy(r"\\?(?:[\w\\]*\\)?Middleware::retry", 0, counts=True, grows=True, resends=True),
    _Policy(r"(?:[\w.<>]+\.)?AddStandardResilienceHandler", 4, counts=True, grows=True, resends=True),
    _Policy(r"(?:.*\.)?(?:WaitAnd)?RetryForever(?:Async)?", 0, counts=False),
    _Policy(r"(?:.*\.)?(?:WaitAnd)?Retry(?:Async)?", 2, counts=True, file=r"\bPolly\b"),
    _Policy(r"RetryStrategyOptions|HttpRetryStrategyOptions", 4, counts=True),
    _Policy(r"Retryable", 3, counts=False, file=r"springframework"),
    _Policy(r"RetryConfig\.\w+|RetryTemplate\.\w+", 3, counts=False),
    _Policy(r"(?:reactor\.util\.retry\.)?Retry\.(?:backoff|fixedDelay|max)", 1, counts=True),
    _Policy(r"retryablehttp\.NewClient", 5, counts=True, grows=True, resends=True),
    _Policy(r"backoff\.Retry(?:Notify)?(?:WithData)?", 99, counts=True, grows=True),
    _Policy(r"retry\.Do(?:WithData)?", 10, counts=False, grows=True, file=r"retry-go"),
    _Policy(r"(?:.*\.)?SetRetryCount", 1, counts=True, resends=True),
    _Policy(r"Retryable\.retryable|retry_on", 3, counts=False),
    _Policy(r"sidekiq_options", 26, counts=True, grows=True),
)
# A helper that the name says it of, the shop's own or Laravel's `retry(3, …)` and `Http::retry(3, …)`.
_HELPER = expression(
    r"(?i)(?:with_?|do_?|run_?|call_?)?(?:re_?try(?:ing)?|con_?reintentos?|reintentar?)(?:_?with_?\w+|_?async)?"
)
_NUMBER = expression(
    r"(?i)(?:stop_after_attempt\(|(?:max_?|retry_?)?(?:tries|retries|attempts|retry_?max|retry_?attempts|intentos|limit|total|"
    r"max|stop_max_attempt_number|with_?max_?retries|retry_?count)\s*(?:[=:(]|=>)\s*(?:\w+\s*,\s*)?)(\d+|true\b|infinity|-1|none\b|null\b)"
)
_COMPARED = expression(
    r"(?i)\b\$?\w*(?:retr\w*|attempts?|tries|intentos?|\bi|\bn)\s*\+{0,2}\)?\s*(?:>=|<=|<|>)\s*([\w.:$]+)"
)
_HEADER = expression(r"(?:range\(|repeat\(|<=?\s*|\.\.<?=?\s*|times\()(\$?[\w.:]+)|(\d+)\.times")
_GROWS = expression(r"(?i)expo|backoff|multiplier|fibo|\*\*|pow\(|<<|\bshl\b|\*=\s*2|\bjitter")
_CONSTANT = expression(r"(?i)(?:Backoff(?:\.|Type\.)Constant|constant|noDelay|linearDelay)")
_ENDLESS = expression(
    r"^(?:while\s*\(?\s*(?:true|1)\s*\)?|for\s*\(\s*;\s*;\s*\)|for\s*\{|loop\s+do|repeat\s*\{|do\s*\{)", re.IGNORECASE
)
_AGAIN = expression(r"(?i)attempt|retr(?:y|ies)|intento|\btries\b|sleep|back_?off|delay|usleep|setTimeout")
# Policies that are made first and given what to run by another call.
_RUN_LATER = expression(r"(?:WaitAnd)?Retry(?:Forever)?(?:Async)?|custom|ofDefaults|builder|\w*RetryStrategyOptions")
_RUNS = expression(r"(?i)execute\w*|decorate\w+")
_REPEATS = frozenset({"repeat", "times"})  # loops that are calls in Kotlin and Ruby
_OVER_ITEMS = expression(
    r"(?i)foreach|for\s*\(?\s*(?:const|let|var|auto)?\s*[\w,\s()]+\s(?:of|in)\s+(?!range|\d|\(?1)|for\s.*range\s+\w+\s*\{"
)
_BOUNDED = expression(r"(?i)deadline|elapsed|time_?limit|max_?wait|until\b|monotonic|Date\.now|hrtime|microtime")
_RUBY_AGAIN = expression(r"(?m)^\s*retry\b(?P<condition>.*)$|\bretry\s+(?:if|unless)\b")
_TELLS = expression(
    rb"(?i)retr(?:y|ies)|reintent|intentos|attempt|back_?off|sidekiq_options|autoretry|ResilienceHandler"
)
_REFUSED = expression(r"\b4(?!08|25|29)\d\d\b")
_STATUSES = expression(
    r"(?i)(?:status_?forcelist|statusCodes|retry_?statuses|retryStatusCodes)\s*(?:[=:]|=>)\s*([\[({][^\])}]{0,200})"
)


@dataclass(frozen=True, slots=True)
class Retry:
    """Something that tries again. `tries`: how often in all, None if unknown. `body`: what runs again, None where a
    client sends the same request again. `refused`: it repeats what the gateway refused."""

    place: Syntax
    name: str
    tries: int | None
    grows: bool
    endless: bool = False
    body: Syntax | None = None
    refused: bool = False
    posts: bool = True


def mentions_retry(source: SourceFile) -> bool:
    """Whether a file says a word of trying again."""
    return _TELLS.search(source.file.data) is not None


def retries(source: SourceFile, calls: Sequence[Outgoing]) -> list[Retry]:
    """What a file tries again, in document order: what its libraries are told, and its loops around calls."""
    found = [*_decorated(source), *_configured(source)] if mentions_retry(source) else []
    loops: dict[int, Retry] = {}
    for call in calls:
        for retry in _around(source, call):
            loops.setdefault(retry.place.start, retry)
    return sorted([*found, *loops.values()], key=lambda one: one.place.start)


def _decorated(source: SourceFile) -> Iterator[Retry]:
    for function in source.all("function"):
        for decorator in source.decorators(function):
            policy = _policy(source, decorator.name)
            if policy is not None:
                yield _read(source, decorator, decorator.text, decorator.name, policy, function)


def _configured(source: SourceFile) -> Iterator[Retry]:
    setup = Setup(source, lambda _: False)
    decorators = {one.start for one in source.all("decorator")}
    for call in source.all("call"):
        receiver = call.text_of("receiver")[-80:]
        joint = "::" if source.language == "php" and "$" not in receiver[:1] else "."
        name = f"{receiver}{joint}{call.name}" if receiver else call.name
        first = source.argument(call, 0)
        if any(start <= call.start <= start + 2 for start in decorators) or not call.name:
            continue
        policy = _policy(source, name) if len(name) < 120 else None
        if policy is None and _HELPER.fullmatch(call.name) and _is_used(source, call):
            number = first is not None and first.text.isdigit()
            policy = _Policy("", -1, counts=False, resends=bool(receiver) and number)
        elif policy is None and call.name == "request" and first is not None and first.text == ":retry":
            policy = _Policy("", 3, counts=True, resends=True)
        if policy is not None:
            whole = setup.chain(call)
            text = whole.text if policy.name.startswith("Retry") else call.text
            body = None if policy.resends else _given(source, call)
            yield _read(source, call, text, call.name, policy, body)


def _given(source: SourceFile, call: Syntax) -> Syntax | None:
    """The function that is to run again: written in the call, or one of the file by its name."""
    if _RUN_LATER.fullmatch(call.name):
        runs = (one for one in source.all("call") if _RUNS.fullmatch(one.name))
        given = (source.inside(one.part("arguments") or one, "function") for one in runs)
        return next((functions[0] for functions in given if functions), None)
    inner = source.inside(call.part("arguments") or call, "function")
    if inner:
        return inner[0]
    named = {value_of(one).last_name for one in source.arguments(call)} - {""}
    return next((one for one in source.all("function") if one.name in named), None)


def _policy(source: SourceFile, name: str) -> _Policy | None:
    for policy in _POLICIES:
        if re.fullmatch(policy.name, name) and (not policy.file or re.search(policy.file.encode(), source.file.data)):
            return policy
    return None


def _is_used(source: SourceFile, call: Syntax) -> bool:
    """Whether a call named for it is given what to do again, or how often."""
    given = [value_of(one) for one in source.arguments(call)]
    return any(one.text.isdigit() or source.exactly(one, "function") is not None for one in given) or bool(
        source.inside(call, "function")
    )


def _read(source: SourceFile, place: Syntax, text: str, name: str, policy: _Policy, body: Syntax | None) -> Retry:
    """What the options of a policy say, else what holds without them."""
    text = text[:2000]
    tries, endless = _tries(source, place, text, policy)
    statuses = _STATUSES.search(text)
    return Retry(
        place.part("name") or place,
        name,
        tries,
        grows=(policy.grows or _GROWS.search(text) is not None) and not _CONSTANT.search(text),
        endless=endless,
        body=body,
        refused=statuses is not None and _REFUSED.search(statuses[1]) is not None,
        posts=_posts(text, policy),
    )


def _tries(source: SourceFile, place: Syntax, text: str, policy: _Policy) -> tuple[int | None, bool]:
    written = _NUMBER.search(text) or _COMPARED.search(text)
    said = written[1] if written is not None else ""
    if not said:
        numbers = [value.text for one in source.arguments(place) if (value := value_of(one)).text.isdigit()]
        said = numbers[0] if numbers else ""
    number = _value(source, said)
    if number is not None:
        return number + policy.counts, False
    if said:
        return None, said.lower() in ("true", "infinity", "-1", "none", "null")
    bounded = re.search(r"(?i)\bstop\b\s*=|max_time|before_stop", text) is not None or policy.tries != 0
    if "Middleware" in text[:40] or policy.resends:
        bounded = True
    return (policy.tries if policy.tries > 0 else None), not bounded


def _value(source: SourceFile, said: str) -> int | None:
    """A number as written, or the constant of the file that it is."""
    if said.isdigit():
        return int(said)
    name = re.split(r"\.|::", said)[-1].lstrip("$")
    if not name.isidentifier():
        return None
    found = re.search(rb"\b%s\b(?:\s*:\s*\w+)?\s*=\s*(\d{1,6})\b" % re.escape(name.encode()), source.file.data)
    return int(found[1]) if found is not None else None


def _posts(text: str, policy: _Policy) -> bool:
    """Whether requests that change something are sent again: urllib3 and axios-retry leave them out unless told."""
    if "axios" in policy.name:
        return re.search(r"(?i)retryCondition", text) is not None
    if "urllib3" in policy.file:
        told = re.search(r"(?:allowed_methods|method_whitelist)\s*=\s*(.{1,120})", text)
        return told is not None and re.match(r"False|None|.*POST", told[1]) is not None
    return True


def _around(source: SourceFile, call: Outgoing) -> Iterator[Retry]:
    """Loops that a call stands in to be made again, not once for each of many things."""
    function = next((one for one in source.around(call.call, "function") if one.name), None)
    repeated = (one for one in source.around(call.call, "call") if one.name in _REPEATS)
    for loop in (*source.around(call.call, "loop"), *repeated):
        if function is not None and loop not in function:
            break
        text = loop.text[:3000]
        header = text[:160].partition("\n")[0]
        if _OVER_ITEMS.match(header) or not _AGAIN.search(text):
            continue
        endless = _ENDLESS.match(text) is not None
        limit = _COMPARED.search(text) if endless else _HEADER.search(header)
        tries = _value(source, next((one for one in limit.groups() if one), "")) if limit is not None else None
        unbounded = endless and limit is None and not _BOUNDED.search(text)
        yield Retry(loop, "loop", tries, _GROWS.search(text) is not None, unbounded, loop)
        return
    if source.language == "ruby" and function is not None:
        yield from _rescued(function, source)


def _rescued(function: Syntax, source: SourceFile) -> Iterator[Retry]:
    """Ruby's `retry` in a rescue."""
    again = _RUBY_AGAIN.search(function.text)
    if again is not None:
        limit = _COMPARED.search(function.text)
        tries = _value(source, limit[1]) if limit is not None else None
        start = function.start + len(function.text[: again.start()].encode())
        start += len(again[0]) - len(again[0].lstrip())
        place = source.span(start, start + len("retry"))
        yield Retry(place, "retry", tries, _GROWS.search(function.text) is not None, limit is None, function)
