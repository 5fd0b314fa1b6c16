"""Configuration written as code, as settings: arrays, constants, assignments.

`'debug' => env('APP_DEBUG', true)` is the setting `debug` = `true`, the default as written; where nothing stands
behind the lookup there is no setting, nor where the value is computed. Classes are words of the key
(`ProductionConfig.DEBUG`), functions are not; strings of a list have their index (`ALLOWED_HOSTS.0`).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.branch import branch_of
from pe_audit.evidence.settings import Setting, SettingsFile, Unreadable
from pe_audit.expression import expression
from pe_audit.languages import holds_settings
from pe_audit.model import Deployment, Environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_LITERAL = expression(r"-?\d[\w.]*|true|false|null|none|undefined", re.IGNORECASE)
_FALLBACK = expression(rb"(?:\|\||\?\?|\?:|\bor\b)\s*$")
_AFTER_FALLBACK = expression(r"(?:\|\||\?\?|\?:|\bor\b)\s*(-?\d[\w.]*|true|false|null|none)$", re.IGNORECASE)
_CAST = expression(r"\(\s*(?:bool|boolean|int|integer|float|string)\s*\)\s*")
_LOOKUPS = frozenset(
    {"env", "getenv", "get", "fetch", "config", "environ", "bool", "str", "int", "list", "url", "optional"}
)
_CASTS = frozenset({"bool", "boolean", "int", "number", "str", "string", "float", "parseint", "strtobool", "boolval"})
_TIDYING = frozenset({"lower", "upper", "strip", "trim", "tolowercase", "touppercase"})
_NAMING = frozenset({"ini_set", "set", "put", "setdefault"})  # calls that give the name first and then the value
_LIST = expression(rb"array\s*\(|[\[({]")
_WORD = expression(r"[\w-]+")
_UNSAID = expression(r"(?:module\.)?exports\b|(?:this|self|static)\b")
_QUOTES = expression(r"[A-Za-z@$]{0,3}(?:\"{3}|'{3}|[\"'`])")
_PLAIN = expression(r"\$?\w+")
_BEFORE_ITEM, _AFTER_ITEM = expression(rb"(?:^|[\[({,\n])\s*$"), expression(rb"\s*(?:[\]}),]|//|#|/\*)")
_BRANCHES = {
    "production": Deployment(Environment.LIVE, "a condition sets it in production"),
    "rehearsal": Deployment(Environment.DEVELOPMENT, "a condition sets it elsewhere than in production"),
}
_MOST_HOLDERS, _MOST_CASTS = 30, 6
_LONGEST_VALUE, _LONGEST_WORD = 1_000, 200  # characters; what is longer is text or data
_MOST_SETTINGS = 50_000


def settings_in(source: SourceFile) -> SettingsFile | None:
    """The file's settings, its language for a format; None where its name promises none. Made once a source."""
    if not holds_settings(source.uri):
        return None
    known: SettingsFile | None = source.__dict__.get("_settings")
    if known is None:
        known = SettingsFile(source.file, source.language, lambda _: _read(source, branches))
        branches = known.branches
        source.__dict__["_settings"] = known
    return known


def _read(source: SourceFile, branches: dict[tuple[int, int], Deployment]) -> Iterator[Setting]:
    try:
        found = sorted(islice(_settings(source), _MOST_SETTINGS + 1), key=lambda pair: pair[0])
        if source.all("condition") or source.all("case"):
            for start, setting in found:
                branch = branch_of(source, source.span(start, start))
                if branch is not None:
                    branches[setting.line, setting.column] = _BRANCHES[branch]
    except Unreadable as error:
        raise Unreadable(str(error)) from error
    if len(found) > _MOST_SETTINGS:
        raise Unreadable(f"more than {_MOST_SETTINGS} values")
    yield from (setting for _, setting in found)


def _settings(source: SourceFile) -> Iterator[tuple[int, Setting]]:
    for kind, named in (("pair", "key"), ("assignment", "left")):
        for element in source.all(kind):  # type: ignore[arg-type]
            value, name = element.part("value") or element.part("right"), element.part(named)
            if value is None or name is None or _is_internal(source, element, name):
                continue
            at = _default(source, value)
            path = _path(source, element) if at is not None else ""
            if at is not None and path:
                yield at.start, _setting(source, path, at)
    for call in source.all("call"):
        if call.name.lower() in _NAMING and (setting := _named_by_call(source, call)) is not None:
            yield setting
    yield from _items(source)


def _is_internal(source: SourceFile, element: Syntax, name: Syntax) -> bool:
    """Whether it is a function's variable, or tells a lookup what to do (`default=`, `cast=`)."""
    if element.kind == "assignment":
        return _PLAIN.fullmatch(name.text) is not None and source.function(element) is not None
    call = next(source.around(element, "call"), None)
    if call is None or call.text_of("arguments")[:1] == "{":  # Go's `Config{Debug: true}`
        return False
    return call.name.lower() in _LOOKUPS and source.exactly(element, "argument") is not None


def _named_by_call(source: SourceFile, call: Syntax) -> tuple[int, Setting] | None:
    """`ini_set('display_errors', 1)`."""
    arguments = source.arguments(call)
    if len(arguments) < 2:
        return None
    name, value = source.argument(call, 0), source.argument(call, 1)
    key = source.string(name) if name is not None else None
    at = _default(source, value) if value is not None else None
    if not key or at is None or len(key) > _LONGEST_WORD:
        return None
    return at.start, _setting(source, key, at)


def _items(source: SourceFile) -> Iterator[tuple[int, Setting]]:
    """The strings of lists: those that nothing but the list stands between them and what it is given to."""
    counts: dict[int, int] = {}
    for literal in source.all("string"):
        holder = _nearest(source, literal)
        value = holder.part("value") or holder.part("right") if holder is not None else None
        if holder is None or value is None or value.start == literal.start or literal not in value:
            continue
        if _LIST.match(value.data, value.start, value.end) and _is_item(value.data, literal):
            number = counts[holder.start] = counts.get(holder.start, -1) + 1
            yield literal.start, _setting(source, f"{_path(source, holder)}.{number}", literal)


def _is_item(data: bytes, literal: Syntax) -> bool:
    """Whether a literal stands alone between brackets and commas: not part of a sum."""
    before = data[max(0, literal.start - 60) : literal.start]
    return _BEFORE_ITEM.search(before) is not None and _AFTER_ITEM.match(data, literal.end) is not None


def _nearest(source: SourceFile, literal: Syntax) -> Syntax | None:
    """The innermost pair or assignment around a literal, if no call, choice or sum stands between."""
    around = [
        element
        for kind in ("pair", "assignment", "call", "comparison", "condition", "function")
        for element in islice(source.around(literal, kind), 1)
    ]
    innermost = max(around, key=lambda element: element.start, default=None)
    return innermost if innermost is not None and innermost.kind in ("pair", "assignment") else None


def _default(source: SourceFile, value: Syntax) -> Syntax | None:
    """The literal that a value is, or is where the environment says nothing; None where it is computed."""
    for _ in range(_MOST_CASTS):
        if value.end - value.start > _LONGEST_VALUE:
            return value if source.exactly(value, "string") is not None else None
        if source.exactly(value, "string") is not None or _LITERAL.fullmatch(value.text):
            return value
        inner = _within(source, value)
        if inner is None:
            return None
        value = inner
    return None


def _within(source: SourceFile, value: Syntax) -> Syntax | None:
    """One step towards the default: out of a cast, a lookup, a fallback, a comparison with what means yes."""
    text = value.text
    cast = _CAST.match(text)
    if cast is not None:
        return source.span(value.start + len(cast[0].encode()), value.end)
    call = source.exactly(value, "call")
    if call is not None:
        return _argument_of(source, call)
    after = _AFTER_FALLBACK.search(text)
    if after is not None:
        return source.span(value.end - len(after[1]), value.end)
    if text[-1:] in ("'", '"', "`"):
        last = next((one for one in reversed(source.inside(value, "string")) if one.end == value.end), None)
        before = source.file.data[max(value.start, last.start - 12) : last.start] if last is not None else b""
        if _FALLBACK.search(before):
            return last
    comparison = source.exactly(value, "comparison")
    if comparison is not None and comparison.text_of("operator") in ("==", "===", "in", ""):
        return comparison.part("left")
    return None


def _argument_of(source: SourceFile, call: Syntax) -> Syntax | None:
    """The default of a lookup, what a cast casts, what is put into lower case."""
    name = call.name.lower()
    if name in _TIDYING:
        return call.part("receiver")
    arguments = source.arguments(call)
    if name in _LOOKUPS and len(arguments) > 1:
        for argument in arguments:
            pair = next((one for one in source.inside(argument, "pair") if one.end == argument.end), None)
            if pair is not None and pair.text_of("key") == "default":
                return pair.part("value")
        if source.exactly(arguments[1], "pair") is not None:
            return None
        return source.argument(call, 1)
    return source.argument(call, 0) if name in _CASTS and len(arguments) == 1 else None


def _path(source: SourceFile, element: Syntax) -> str:
    """The dotted path to a pair or an assignment: classes, variables and keys around it, outermost first."""
    around = [element]
    for kind, part in (("pair", "value"), ("assignment", "right"), ("class", "body")):
        for holder in islice(source.around(element, kind), _MOST_HOLDERS):  # type: ignore[arg-type]
            held = holder.part(part)
            if held is not None and element in held:
                around.append(holder)
    around.sort(key=lambda holder: (holder.start, -holder.end))
    return ".".join(word for holder in around for word in _words(source, holder))


def _words(source: SourceFile, holder: Syntax) -> list[str]:
    named = holder.part("key") or holder.part("left") or holder.part("name")
    if named is None:
        return []
    said = source.string(named)
    if holder.kind == "pair" and said is not None:
        return [said[:_LONGEST_WORD]]
    text = named.text[: 2 * _LONGEST_WORD]
    unsaid = _UNSAID.match(text)
    return _WORD.findall(text[unsaid.end() :] if unsaid else text)


def _setting(source: SourceFile, key: str, at: Syntax) -> Setting:
    """The value at its place; a string without its quotes."""
    start, end, value = at.start, at.end, at.text
    said = source.string(at)
    if said is None and source.exactly(at, "string") is not None:
        opening = _QUOTES.match(value)
        said = (value[opening.end() :] if opening else value).rstrip("\"'`")  # with holes, as written
    if said is not None:
        start += len(value[: value.find(said)].encode()) if said else 1
        end, value = start + len(said.encode()), said
    place = source.file.observe(start, end)
    marked = place.line == 1 and source.file.data.startswith(b"\xef\xbb\xbf")
    return Setting(key, value, place.line, place.column - marked, place.end_column - place.column)
