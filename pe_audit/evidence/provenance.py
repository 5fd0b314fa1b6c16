"""Where a value comes from: a MAC computed here, a message received, or the configuration; followed through a function.

Values are followed backwards through variables, chains of calls, conversions, and functions of the same file. What is
looked for are words, so it works alike in every language; what it cannot follow it leaves out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_MAX_STEPS = 40
_MAX_LENGTH = 600  # bytes of an expression looked into: what is longer is a block, not a value
_VARIABLE = expression(r"(?:\([\w\\]+\)\s*)?(?:[!&*]|@(?=\$))*((?:\$?this(?:->|\.)|self\.|@{1,2})?\$?[A-Za-z_]\w*)!?")
_NAMES = expression(r"(?:\$|@)?[A-Za-z_]\w*")
# A variable by itself: not a member, not what has members, not what is called.
_ALONE = expression(r"(?:^|[^\w$.>:@]|@(?=\$))(@?\$?[A-Za-z_]\w*)(?!\w|\s*(?:\(|\[|\??\.\w|\??->|::))")
_OWN = ("this", "$this", "self", "@")
_NO_VALUE = expression(r"(?:\(\w+\)\s*)?[-+]?(?:\d[\w.]*|null|none|nil|true|false|undefined|nan|)", re.IGNORECASE)
_MEMBER = expression(r"(?:^|[^\w$.>@])(@?\$?[A-Za-z_]\w*)(?:\?*\.|\?*->|\[)")
_CONVERTED = expression(r"([A-Za-z_][\w.]*)[?!]?\.(\w+)")  # Swift's `text.utf8`, `mac.hexString`
_BYTES = frozenset({"Data", "ByteArray"})  # types that are called to convert what they are given
_BYTES_OF = ("get", "bytes")  # what is only another form of a text, and not fetched
_OUTER = expression(r"^\(+|\)+$")


class Provenance:
    """What the values of one source file are made of."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self._assigned: dict[Syntax, dict[str, list[Syntax]]] = {}
        self._macs: dict[Syntax, bool] = {}

    def values(self, span: Syntax) -> list[Syntax]:
        """The expressions that a value is, or was before it was converted, kept in variables or chosen from."""
        found: dict[tuple[int, int], Syntax] = {}
        waiting = [span]
        while waiting and len(found) < _MAX_STEPS:
            value = waiting.pop()
            if (value.start, value.end) not in found:
                found[value.start, value.end] = value
                waiting.extend(self.before(value))
        return list(found.values())

    def says(self, span: Syntax, *meanings: str) -> bool:
        """Whether a value speaks of one of the meanings, itself or by what it was made from."""
        return any(says(value.text[:_MAX_LENGTH], *meanings) for value in self.values(span))

    def is_from(self, span: Syntax, *meanings: str) -> bool:
        """The same of a value and of what it is a member of: `settings` of `$settings['key']`."""
        return any(says(value.text[:_MAX_LENGTH], *meanings) for value in self._origins(span))

    def _origins(self, span: Syntax) -> list[Syntax]:
        values = self.values(span)
        for value in list(values):
            for member in _MEMBER.finditer(value.text[:_MAX_LENGTH]):
                values.extend(self.assigned_to(member[1], value))
        return values

    def is_mac(self, span: Syntax) -> bool:
        """Whether a value is a message authentication code that was computed here."""
        return any(call is not None and self._computes_mac(call) for call in map(self._call, self.values(span)))

    def is_keyed_hash(self, span: Syntax) -> bool:
        """Whether a value is a plain hash over something with a key in it: `md5("$apiKey~$merchant~$reference")`."""
        calls = [call for call in map(self._call, self.values(span)) if call is not None and says(call.name, "digests")]
        given = (value_of(argument) for call in calls for argument in self.source.arguments(call))
        return any(self.says(value, "signing key") for value in given)

    def is_constant(self, span: Syntax) -> bool:
        """A literal, or nothing: a comparison with it tells nobody a secret."""
        text = _OUTER.sub("", span.text.strip())
        return _NO_VALUE.fullmatch(text) is not None or self.source.string(span) is not None

    def _call(self, span: Syntax) -> Syntax | None:
        return self.source.exactly(span, "call")

    def _computes_mac(self, call: Syntax) -> bool:
        if says(call.name, "checks") or call.words[:1] in (("is",), ("has",)):
            return False
        if says(call.name, "mac") or says(_last_words(call), "mac"):
            return True
        function = self.functions.get(_plain(call.name))
        if function is not None:
            return self._returns_mac(function)
        return says(call.name, "signature") and (
            says(call.name, "computes") or says(call.text_of("arguments")[:_MAX_LENGTH], "credential")
        )

    def _returns_mac(self, function: Syntax) -> bool:
        """Whether a function of this file gives a MAC back; its name tells where a loop that spells hex hides it."""
        known = self._macs.get(function)
        if known is None:
            self._macs[function] = False  # until it is known: functions may call each other
            body = function.part("body") or function
            returned = [one.parts["value"] for one in self.source.inside(body, "return") if "value" in one.parts]
            computes = any(says(_last_words(call), "mac") for call in self.source.inside(body, "call"))
            named = says(function.name, "signature", "mac", "hashes")
            known = computes and (named or any(self.is_mac(value) for value in returned))
            self._macs[function] = known
        return known

    @cached_property
    def functions(self) -> dict[str, Syntax]:
        """The functions of this file by their plain name."""
        return {_plain(one.name): one for one in self.source.all("function") if one.name and one.part("body")}

    def before(self, value: Syntax) -> Iterator[Syntax]:
        """The values one step back."""
        if value.end - value.start > _MAX_LENGTH and self._call(value) is None:
            return
        call = self._call(value)
        if call is not None:
            yield from self._through(call)
            return
        variable = _VARIABLE.fullmatch(_OUTER.sub("", value.text.strip()))
        if variable is not None:
            yield from self.assigned_to(variable[1], value)
        elif (converted := _CONVERTED.fullmatch(value.text)) and says(converted[2], "converts"):
            yield self.source.span(value.start, value.start + len(converted[1].encode()))
        elif self.source.string(value) is None:
            yield from self._components(value)

    def _through(self, call: Syntax) -> Iterator[Syntax]:
        """What a call converts: its receiver in a chain; when it is named for a conversion, its first argument that is
        no literal, for formats and patterns may come before it."""
        receiver = call.part("receiver")
        fetches = says(call.name, "fetches") and call.words != _BYTES_OF
        if receiver is not None and not (fetches and not says(receiver.text[-40:], "mac")):
            yield receiver
        if call.name in _BYTES or says(call.name, "converts") or says(_last_words(call), "converts"):
            own = [value_of(argument) for argument in self.source.arguments(call)]
            if own:
                yield next((one for one in own if self.source.string(one) is None), own[0])

    def _components(self, value: Syntax) -> Iterator[Syntax]:
        """The outermost calls and the variables of `a || b`, `"sha256=" . $mac`, `(string) f(x)`."""
        end = value.start
        for call in self.source.inside(value, "call"):
            if call.start >= end and call != value:
                end = call.end
                yield call
        if self.source.inside(value, "function"):
            return
        for hole in self.source.inside(value, "interpolation"):
            kotlin = value.data[hole.start - 1 : hole.start] == b"$"  # "$a.$b"
            if kotlin and (name := _NAMES.match(hole.text)):
                yield from self.assigned_to(name[0], value)
        quoted = [(one.start, one.end) for one in self.source.inside(value, "string")]
        for name in _ALONE.finditer(value.text):
            start = value.start + len(value.text[: name.start(1)].encode())
            inside = any(begin <= start < stop for begin, stop in quoted)
            if start >= end and (not inside or self._in_hole(start)):
                yield from self.assigned_to(name[1], value)

    def _in_hole(self, offset: int) -> bool:
        return any(hole.start <= offset < hole.end for hole in self.source.all("interpolation"))

    def assigned_to(self, name: str, before: Syntax) -> Iterator[Syntax]:
        """What a variable was given ahead of its use, in the functions around it or at the top; or its parameter."""
        scopes = [*self.source.around(before, "function"), self.source.whole]
        if name.startswith(_OWN):
            scopes = [self.source.whole]
        for scope in scopes:
            given = [one for one in self._assignments(scope).get(name, ()) if one.start < before.start]
            if given:
                yield from (value_of(one) for one in given[-3:])
                return
            holder = scope.part("parameters")
            if holder is not None:
                own = [one for one in self.source.inside(holder, "parameter") if one.name == name]
                if own:
                    yield own[0]
                    return
        function = self.functions.get(name)
        if function is not None and function.part("parameters") is None:  # Ruby's method, asked like a variable
            returned = self.source.inside(function.part("body") or function, "return")
            yield from (one.parts["value"] for one in returned[-3:] if "value" in one.parts)

    def _assignments(self, scope: Syntax) -> dict[str, list[Syntax]]:
        known = self._assigned.get(scope)
        if known is None:
            known = self._assigned[scope] = defaultdict(list)
            for one in self.source.inside(scope, "assignment"):
                left = one.text_of("left")
                ours = self.source.scope(one) == scope or (scope.kind == "file" and left.startswith(_OWN))
                if ours and len(left) <= _MAX_LENGTH:
                    names = _NAMES.findall(left) if left[:1] in "{[(" or "," in left else [left.split("[")[0].strip()]
                    for name in names:
                        known[name].append(one)
        return known


def provenance(source: SourceFile) -> Provenance:
    """One for all who ask about the values of a file."""
    known: Provenance | None = source.__dict__.get("_provenance")
    if known is None:
        known = source.__dict__["_provenance"] = Provenance(source)
    return known


def _plain(name: str) -> str:
    """A function's name without the object or module it belongs to."""
    return re.split(r"\.|->|::|\\", name)[-1].lstrip("$")


def _last_words(call: Syntax) -> str:
    """The call's name with the last name of what it is called on: `Mac getInstance`, `hmac new`."""
    return " ".join((*words(call.text_of("receiver")[-60:])[-3:], *call.words))
