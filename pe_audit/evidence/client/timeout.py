"""How long a call to a gateway waits: as set at the call, on its client, by what is around it, or by the library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from pe_audit.evidence.client.setup import Setup
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.client.calls import Outgoing
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_LIMITS = expression(r"(?i)time_?-?out|deadline|\bmax_?time\b|time_?limit|\bsignal\b|cancellation_?token(?:source)?\b")
_CONNECTS = expression(r"(?i)conn|open_?time|handshake")
_OFF = expression(
    r"(?i)-?0(?:\.0+)?|-1|none|nil|null|false|undefined|infinity|\.infinity|(?:float\(['\"]inf['\"]\))|math\.inf|"
    r"(?:system\.threading\.)?timeout\.infinite(?:timespan)?|duration\.zero|timespan\.zero|timespan\.frommilliseconds\(-1\)|"
    r"\.greatestFiniteMagnitude|Double\.infinity|httpx\.Timeout\(None\)"
)
_RACES = expression(r"(?i)race|time_?out|wait_?for|deadline")
_TIMER = expression(r"(?:set|clear)(?:Timeout|Interval)")
_SHORT = expression(r"[{,]\s*(?:signal|timeout)\s*[,}]")
_WHOLE_PROCESS = expression(rb"socket\.setdefaulttimeout\(\s*[1-9]|axios\.defaults\.timeout\s*=\s*[1-9]")
_OPTIONS = expression(r"(?i)(?:[\w$>.-]*?)(?:conf(?:ig)?|opt(?:ion)?s?|opcion(?:es)?|init|settings|kwargs|ctx|context)")
_SPREAD = expression(r"(?:\.\.\.|\*\*)\s*\$?(?:\w+\.)*(\w+)")
_ALREADY_PAST = 3  # positional arguments of urlopen(url, data, timeout)


class Waits(Enum):
    """How long a call waits for its answer."""

    LIMITED = "a limit is set"
    DEFAULT = "the library sets a limit"
    CONNECTING = "only connecting is limited"
    OFF = "the limit is switched off"
    FOREVER = "no limit is set"
    UNSEEN = "what sets it cannot be seen"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a call waits, and where that is said (None where nothing says it). `why`: of what is unseen."""

    waits: Waits
    place: Syntax | None = None
    why: str = ""


def limit_of(call: Outgoing) -> Limit:
    """How long a call waits for its answer."""
    source = call.source
    own, *others = call.reached
    for spans in ([own], others):
        found = [one for span in spans for one in _said(source, span, call)]
        for waits in (Waits.LIMITED, Waits.OFF):
            place = next((place for said, place in found if said is waits), None)
            if place is not None:
                return Limit(waits, place)
    if _is_raced(source, call.call) or _WHOLE_PROCESS.search(source.file.data):
        return Limit(Waits.LIMITED)
    if call.library.waits:
        return Limit(Waits.DEFAULT)
    connecting = next((place for span in call.reached for said, place in _said(source, span, call)), None)
    if connecting is not None:
        return Limit(Waits.CONNECTING, connecting)
    why = _unseen(call)
    return Limit(Waits.UNSEEN, None, why) if why else Limit(Waits.FOREVER)


def _said(source: SourceFile, span: Syntax, call: Outgoing) -> Iterator[tuple[Waits, Syntax]]:
    """What a piece of code says on limits of time: LIMITED, OFF or CONNECTING, with the place."""
    for place, name, values in _named(source, span):
        if not _LIMITS.search(name):
            continue
        texts = [value.text.strip() for value in values]
        if any(_OFF.fullmatch(text) for text in texts):
            yield Waits.OFF, place
        elif _CONNECTS.search(name):
            yield Waits.CONNECTING, place
        else:
            yield Waits.LIMITED, place
    if source.language in ("javascript", "typescript") and span.end - span.start < 4000 and _SHORT.search(span.text):
        yield Waits.LIMITED, span
    if call.library.name == "urllib" and len(source.arguments(span)) >= _ALREADY_PAST and span == call.call:
        yield Waits.LIMITED, span


def _named(source: SourceFile, span: Syntax) -> Iterator[tuple[Syntax, str, list[Syntax]]]:
    """Options, members and calls with what they are given: `timeout: 5`, `c.Timeout = t`, `setReadTimeout(5000)`."""
    for pair in source.inside(span, "pair"):
        key = pair.part("key")
        if key is not None:
            yield pair, key.last_name, [value_of(pair)]
    for assignment in source.inside(span, "assignment"):
        left = assignment.part("left")
        if left is not None:
            yield assignment, left.last_name, [value_of(assignment)]
    for call in source.inside(span, "call"):
        given = [value_of(one) for one in source.arguments(call)]
        bare_timer = _TIMER.fullmatch(call.name) and (
            not call.text_of("receiver") or bool(given and source.exactly(given[0], "function"))
        )
        if not bare_timer:
            yield call, call.name, given
        for option, value in pairwise(given):
            if option.end - option.start < 80 and source.exactly(option, "string") is None:
                yield option, option.last_name, [value]


def _is_raced(source: SourceFile, call: Syntax) -> bool:
    """Whether the call is given to what gives up after a time: `Promise.race`, `asyncio.wait_for`, `withTimeout`."""
    function = source.function(call)
    around = (one for one in source.around(call, "call") if call in (one.part("arguments") or call))
    return any(
        _RACES.search(one.name) and not _TIMER.fullmatch(one.name)
        for one in around
        if function is None or one in function or source.exactly(function, "function") == function
    )


def _unseen(call: Outgoing) -> str:
    """Why a limit may be set where it is not seen, empty if nothing says so."""
    if call.handed:
        return "its client is made elsewhere: whether a limit of time is set there is not seen"
    source, setup = call.source, Setup(call.source, lambda _: False)
    spans = [call.call, *([call.made] if call.made is not None else [])]
    for span in spans:
        for argument in source.arguments(span):
            name = _options_name(argument)
            if name and (setup.unbound(name) or _is_parameter(source, span, name)):
                return f"`{name}` comes from elsewhere: whether it sets a limit of time is not seen"
    return ""


def _options_name(argument: Syntax) -> str:
    """The variable that an argument takes its options from, empty where it is no such."""
    spread = _SPREAD.search(argument.text[:400])
    if spread is not None:
        return spread[1]
    value = value_of(argument)
    return value.last_name if value.end - value.start < 80 and _OPTIONS.fullmatch(value.last_name) else ""


def _is_parameter(source: SourceFile, span: Syntax, name: str) -> bool:
    functions = source.around(span, "function")
    holders = (holder for one in functions if (holder := one.part("parameters")) is not None)
    given = (one for holder in holders for one in source.inside(holder, "parameter"))
    return any(one.name.lstrip("$*.&") == name for one in given)
