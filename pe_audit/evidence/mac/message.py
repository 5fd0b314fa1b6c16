"""What a MAC is computed over: the message as it came, or something made of it again."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.mac.build import called
from pe_audit.evidence.mac.find import resolved
from pe_audit.evidence.provenance import provenance
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.handler.followed.calls import Function
    from pe_audit.evidence.mac.found import Mac
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_MAX_STEPS = 60
_MAX_CALLS = 3
_LONGEST = 400  # characters of an expression
_SERIALISES = frozenset({
    "stringify", "dumps", "json_encode", "wp_json_encode", "Marshal", "MarshalIndent", "SerializeObject",
    "SerializeToUtf8Bytes", "writeValueAsString", "writeValueAsBytes", "toJson", "to_json", "toJSONString",
    "model_dump_json", "http_build_query", "toJsonString",
})  # fmt: skip
_SERIALISES_JSON = expression(
    r"(?:JSON|Json|json)\w*(?:\(\w*\))?\.(?:generate|encode\w*|Serialize|serialize|toString|dump|ToString)"
    r"|.*(?:JSONObject|JObject|JsonNode|JsonObject)(?:\(.*\)|\.\w+\(.*\))?\.[tT]oString"
)
_PARSES = expression(
    r"\b(?:loads|json_decode|get_json|json|parse|all|toArray|DeserializeObject|Deserialize|readValue)\($"
)
_JOINS = frozenset({"join", "implode", "Join", "joined", "joinToString"})
_FORMATS = frozenset({"sprintf", "Sprintf", "format", "Format", "Concat"})
_REPLACES = frozenset({
    "replace", "Replace", "replaceAll", "str_replace", "preg_replace", "sub", "gsub", "ReplaceAll", "ReplaceAllString",
    "delete", "strtr", "replacingOccurrences", "translate",
})  # fmt: skip
_BLANK = expression(
    r"""\[?['"/`]{1,2}\[?(?: |\\+[snrt])[\s\\snrt+|*'",\]]*['"/`][gimu]*['"]?\]?|Environment\.NewLine|PHP_EOL"""
)
_RAW = expression(
    r"(?i)raw_?(?:body|post|data|content|payload|request)|php://input|getContent\(|get_data\(|get_body\(|\breq(?:uest)?\.(?:body|data)(?:\(\))?$|"
    r"\.text\(\)|arrayBuffer\(|ReadAll|ReadToEnd|InputStream|raw_post|\bbody\.read|\.read\(\)$|getReader|StreamReader|"
    r"receiveText|readBytes|getContentAs|\bevent(?:\.body|\[['\"]body['\"]\])$|ReadAsString|Buffer\.concat|\bbody\.string|chunks|lines\(|"
    r"body_?(?:bytes|string|str|text)$|file_get_contents"
)
_RECEIVED_WHOLE = expression(
    r"@RequestBody\s+(?:final\s+)?(?:\w+\s*:\s*)?(?:String|[bB]yte)|\[FromBody\]\s*(?:string|byte)|@Body\(\)\s*\w+\s*:\s*(?:string|Buffer)"
)
_MEMBER_ROOT = expression(r"[\s(*&]*(\$?(?:this(?:->|\.)|self\.|@)?\$?[A-Za-z_]\w*)(?=\s*(?:\[|\.|->|\?\.))")


_WHOLE = expression(r"[$@]?[A-Za-z_]\w*")  # a variable, and not a member of one


class Form(Enum):
    """RAW: as it came. SERIALISED: written again from what it was parsed into. BUILT: put together of several values.
    FIELD: one value of it. STRIPPED: blanks taken out. GIVEN: what unseen callers give. UNKNOWN: cannot be followed."""

    RAW = "raw"
    SERIALISED = "serialised"
    BUILT = "built"
    FIELD = "field"
    STRIPPED = "stripped"
    GIVEN = "given"
    UNKNOWN = "unknown"


class Made(NamedTuple):
    """Where a message gets its form, and in which file that is."""

    form: Form
    source: SourceFile
    span: Syntax


class _Step(NamedTuple):
    """A value, and the calls through which its function was reached, the last one last."""

    source: SourceFile
    value: Syntax
    calls: tuple[tuple[SourceFile, Syntax], ...] = ()


def forms(mac: Mac, sources: tuple[SourceFile, ...] = ()) -> list[Made]:
    """Every form that the message of a MAC gets on the ways it may take, outermost first.

    `sources`: the other files in which callers are looked for.
    """
    start = list(_start(mac))
    return list(_followed(start, sources)) if start else []


def _start(mac: Mac) -> Iterator[_Step]:
    calls: list[tuple[SourceFile, Syntax]] = []
    inner = resolved(mac)
    while inner.within is not None:
        calls.append((inner.source, inner.call))
        inner = inner.within
    yield from (_Step(inner.source, message, tuple(calls)) for message in inner.messages)


def _followed(waiting: list[_Step], sources: tuple[SourceFile, ...]) -> Iterator[Made]:
    seen: set[tuple[str, int, int, int]] = set()
    while waiting and len(seen) < _MAX_STEPS:
        step = waiting.pop(0)
        source, value = step.source, step.value
        key = (source.uri, value.start, value.end, len(step.calls))
        if key in seen:
            continue
        seen.add(key)
        form = _form(source, value)
        if form is not None:
            yield Made(form, source, value)
            if form is not Form.STRIPPED:
                continue
        if value.kind == "parameter":
            given = list(_given(step, sources))
            if not given:
                yield Made(Form.GIVEN, source, value)
            waiting += given
            continue
        before = _before(step)
        if not before and form is None and source.exactly(value, "string") is None:
            yield Made(Form.UNKNOWN, source, value)
        waiting += before


def _before(step: _Step) -> list[_Step]:
    """One step back: what the function of a call returns, what a value was converted from, what it is a member of."""
    source, value = step.source, step.value
    call = source.exactly(value, "call")
    if call is not None and len(step.calls) < _MAX_CALLS:
        target = _target(source, call)
        if target is not None:
            body = target.scope.part("body") or target.scope
            returned = [one.part("value") for one in target.source.inside(body, "return")]
            return [_Step(target.source, one, (*step.calls, (source, call))) for one in returned if one is not None]
    values = provenance(source)
    found = list(values.before(value))
    if not found and call is None and source.string(value) is None:
        root = _MEMBER_ROOT.match(value.text[:_LONGEST])
        found = list(values.assigned_to(root[1], value)) if root is not None else []
    return [step._replace(value=one) for one in found]


def _given(step: _Step, sources: tuple[SourceFile, ...]) -> Iterator[_Step]:
    """What callers give for a parameter: the call on the way here, or all calls in this file, or else in others."""
    source, function = step.source, step.source.function(step.value)
    if function is None:
        return
    own = source.inside(function.part("parameters") or function, "parameter")
    names = [one for one in own if one.text not in ("self", "cls")]
    position = next((number for number, one in enumerate(names) if one.start == step.value.start), None)
    if position is None:
        return
    ways = [(step.calls[-1], step.calls[:-1])] if step.calls else [
        (call, ()) for call in _callers(source, function, sources)
    ]  # fmt: skip
    extends = bool(names) and names[0].text.startswith("this ")
    for (caller, call), rest in ways:
        arguments = [value_of(one) for one in caller.arguments(call)]
        receiver = call.part("receiver")
        if extends and receiver is not None:
            arguments.insert(0, receiver)
        if position < len(arguments):
            yield _Step(caller, arguments[position], rest)


def _target(source: SourceFile, call: Syntax) -> Function | None:
    from pe_audit.evidence.handler.followed.calls import calls_of  # handlers ask for MACs too

    return calls_of(source).target(call)


def _callers(source: SourceFile, function: Syntax, sources: tuple[SourceFile, ...]) -> list[tuple[SourceFile, Syntax]]:
    """The calls of a function: in its own file, or else in those others that surely mean it."""
    name = re.split(r"\W", function.name)[-1]
    if not name:
        return []
    for group in ((source,), tuple(other for other in sources if other is not source)):
        spoken = (one for one in group if name.encode() in one.file.data)  # no other file need be parsed
        found = [(one, call) for one in spoken for call in one.all("call") if re.split(r"\W", call.name)[-1] == name]
        found = [(one, call) for one, call in found[:_MAX_STEPS] if _leads_to(one, call, source, function)]
        if found:
            return found
    return []


def _leads_to(caller: SourceFile, call: Syntax, source: SourceFile, function: Syntax) -> bool:
    target = _target(caller, call)
    if target is None:  # a receiver of unknown type: in the same file a name of more than one word is enough
        return caller is source and len(words(function.name)) > 1
    return target.source is source and target.scope == function


def _form(source: SourceFile, value: Syntax) -> Form | None:
    """The form that a value has by what it is itself; None if it is only what another value was."""
    call = source.exactly(value, "call")
    if call is not None:
        return _form_of_call(source, call)
    if value.kind == "parameter":
        before = re.split(rb"[(,]\s*", value.data[max(0, value.start - 60) : value.start])[-1].decode("latin-1")
        return Form.RAW if _RECEIVED_WHOLE.search(before + value.text) else None  # the annotation may stand before it
    text = value.text[:_LONGEST]
    if source.function(value) is None and source.exactly(value, "function") is not None:
        return Form.UNKNOWN
    parts = _parts(source, value)
    if len(parts) > 1:
        known = [*parts, *(one.text[-_LONGEST:] for one in provenance(source).values(value) if one != value)]
        if any(name + "(" in each for each in known for name in _SERIALISES):
            return None
        if any(_WHOLE.fullmatch(part.strip()) and says(part, "whole message") for part in parts):
            return None
        return Form.RAW if any(_RAW.search(each.strip()) for each in known) else Form.BUILT
    if _RAW.search(text.strip()):
        return Form.RAW
    return Form.FIELD if _is_field(source, value) else None


def _form_of_call(source: SourceFile, call: Syntax) -> Form | None:
    name, dotted = re.split(r"\W", call.name)[-1], called(call)
    given = " ".join(one.text[:80] for one in source.arguments(call))
    if name in _SERIALISES or _SERIALISES_JSON.fullmatch(dotted):
        return Form.SERIALISED
    if name == "str" and any(_PARSES.search(one.text[: one.text.find("(") + 1]) for one in _values(source, call)):
        return Form.SERIALISED
    if name in _REPLACES and any(_BLANK.fullmatch(value_of(one).text) for one in source.arguments(call)):
        return Form.STRIPPED
    if _RAW.search(call.text[-_LONGEST:]):
        return Form.RAW
    if name in _JOINS:
        return Form.STRIPPED if re.search(r"\.split\((?:['\"]\s*['\"])?\)$", given) else Form.BUILT
    if name in _FORMATS and len(source.arguments(call)) > 2:
        return Form.BUILT
    return None


def _values(source: SourceFile, call: Syntax) -> list[Syntax]:
    return [one for given in source.arguments(call) for one in provenance(source).values(value_of(given))]


def _parts(source: SourceFile, value: Syntax) -> list[str]:
    """The values that a text is put together of; one or none if it is not put together."""
    strings = source.inside(value, "string")
    joined = re.search(r"[\w)\]]\s+[+.]\s+[$\w(]", value.text[:_LONGEST]) is not None
    if not (strings or joined) or value.end - value.start > 4 * _LONGEST:
        return []
    holes = [one.text.strip("${}#() ") for one in source.inside(value, "interpolation")]
    bare, at = [], value.start
    for string in strings:
        if string.start >= at:
            bare.append(value.data[at : string.start])
            at = string.end
    bare.append(value.data[at : value.end])
    text = b'""'.join(bare).decode("utf-8", "replace")
    if any(char in text for char in "{;?|") or source.inside(value, "comparison"):
        return holes
    if re.match(r'[(\s]*"?"?""\s*%\s*\(', text):
        return [one for one in text.partition("%")[2].split(",") if one.strip(" ()\n\t")]
    pieces = re.split(r"\s\+\s|\+(?=\W)|(?<=[\])\"\s])\.(?=[\s$\"(])|\.(?=\$)|(?<=\")\+|\+(?=\")", text)
    return holes + [one for one in pieces if one.strip(' ()"\n\t')]


def _is_field(source: SourceFile, value: Syntax) -> bool:
    """Whether one field of the notification is read: `$data['operationNumber']`, `body.data.cip`."""
    text = value.text.strip()
    if not re.fullmatch(r"\(?[$@]?\w+(?:(?:\?*->|\??\.)\w+(?:\(\))?|\[['\"]?\w+['\"]?\])+\)?", text):
        return False
    wanted = {name for one in source.file.circumstances.gateways for name in one.notification["identifiers"]}
    return words(value.last_name) in {words(name) for name in wanted}
