"""Which function a call leads to: of the same file, of a base class, or of the file its import, type or name says."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.handler.followed.imports import files_of, imports_of
from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_OWN = expression(r"(?:\(*(?:await\s+)?\(*)(?:\$?this|self|static|cls|parent|super|exports|module\.exports)(?:\(\))?")
_MEMBER = expression(r"(?:await\s+|\*|&)?(?:(?:\$?this|self)(?:\?*->|\??\.|!!?\.)|@@?)?\$?_?([A-Za-z]\w*)[!?]*")
_CLASS = expression(
    r"\(*(?:await\s+|new\s+|&)?\(*\\?(?:\w+(?:\\|::|\.))*([A-Z]\w*[a-z]\w*)(?:\.class)?(?=$|[\s(.:<>\-)?!])"
)
_ASKED = expression(r"\(\s*(?:typeof\(|\w+:\s*)?\\?(?:\w+\\)*([A-Z]\w*[a-z]\w*)(?:::class|\.class|\))")
_MADE = expression(r"(?:new\s+)?\\?(?:\w+(?:\\|::|\.))*([A-Z]\w*[a-z]\w*)\s*(?:[({]|\.new\b|::class|$)")
_RUNS = (
    "handle",
    "perform",
    "__invoke",
    "execute",
    "run",
    "Handle",
    "Consume",
    "call",
    "process",
    "Execute",
    "Run",
    "ExecuteAsync",
)
_NEW = expression(r"new\s|[A-Z][\w:]*\.new\b(?![?!])")
_HANDING = expression(
    r"(?i)^(?:dispatch\w*|perform_\w+|delay|apply_async|enqueue\w*|push|publish\w*|send|event|emit|later|add_task)$"
)
_MOST_PLACES, _BESIDE = 60, 120  # places of a name where its type is looked for, characters beside each
_MOST = 4  # files, or functions of one name, that are tried


class Function(NamedTuple):
    """A function and the file it is written in."""

    source: SourceFile
    scope: Syntax

    @property
    def key(self) -> tuple[str, int, int]:
        return self.source.uri, self.scope.start, self.scope.end


def calls_of(source: SourceFile) -> Calls:
    """The calls of a file; made once."""
    known: Calls | None = source.__dict__.get("_calls")
    if known is None:
        known = source.__dict__["_calls"] = Calls(source)
    return known


class Calls:
    """Where the calls of one file lead."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._targets: dict[tuple[int, int], Function | None] = {}

    @cached_property
    def _named(self) -> dict[str, list[Syntax]]:
        named = defaultdict(list)
        for function in self._source.all("function"):
            if function.name:
                named[last(function.name)].append(function)
        return named

    def target(self, call: Syntax) -> Function | None:
        """The function that a call surely means, in this file or another one."""
        place = call.start, call.end
        if place not in self._targets:
            self._targets[place] = None  # until it is known: bases may go round in a circle
            here = self._here(call)
            self._targets[place] = Function(self._source, here) if here is not None else self._elsewhere(call)
        return self._targets[place]

    def near(self, call: Syntax) -> Function | None:
        """The function of this file that a call means; nothing is looked for elsewhere."""
        here = self._here(call)
        return Function(self._source, here) if here is not None else None

    def given(self, argument: Syntax, *, abroad: bool = True) -> Function | None:
        """The function that an argument names: `setImmediate(settle)`. Not `abroad`: only one of this file."""
        value = value_of(argument)
        if not re.fullmatch(r"(?:this\.|self\.|this::|::)?\w+", value.text):
            return None
        candidates = self._named.get(last(value.text))
        if candidates:
            found = self._nearest(candidates, value)
            return Function(self._source, found) if found is not None else None
        return self._imported(value.text) if abroad and value.text in imports_of(self._source) else None

    def function(self, name: str, holder: str = "") -> Syntax | None:
        """A function of this file with a body, of the class `holder` if it has one of that name."""
        found = [one for one in self._named.get(name, ()) if one.part("body") is not None][:_MOST]
        return next((one for one in found if holder and self._class_of(one) == holder), found[0] if found else None)

    def _here(self, call: Syntax) -> Syntax | None:
        """The function of this file: same name, and asked of nobody, of oneself or of its class."""
        candidates = self._named.get(last(call.name))
        if not candidates or makes(call):
            return None
        receiver = call.text_of("receiver")
        if not receiver and call.name in imports_of(self._source):
            return None
        if receiver and _OWN.fullmatch(receiver) is None and receiver != self._class_of(candidates[0]):
            holders = {self._class_of(one): one for one in candidates}
            return next((holders[name] for name in self.types(receiver) if name and name in holders), None)
        return self._nearest(candidates, call)

    def _nearest(self, candidates: list[Syntax], span: Syntax) -> Syntax | None:
        if len(candidates) == 1:
            return candidates[0]
        home = self._class_of(span)
        near = [one for one in candidates if self._class_of(one) == home]
        return near[0] if near else None

    def _class_of(self, span: Syntax) -> str:
        """The class around a function or call; of a Go method the type that it is declared for."""
        for function in (span, *self._source.around(span, "function")):
            if owner := function.text_of("owner"):
                return str(re.findall(r"\w+", owner)[-1])
        holder = next(self._source.around(span, "class"), None)
        return holder.name if holder is not None else ""

    @cached_property
    def _selves(self) -> frozenset[str]:
        """What Go's methods call what they are called on: `s` of `(s *Shop)`."""
        owners = (function.text_of("owner") for function in self._source.all("function"))
        return frozenset(owner.split()[0] for owner in owners if owner)

    def _elsewhere(self, call: Syntax) -> Function | None:
        name, receiver = last(call.name), call.text_of("receiver")
        if makes(call) or not name or says(name, "converts") or len(receiver) > 200:
            return None
        if not receiver:
            return self._imported(name) or self._inherited(name, call) or self._handed(call)
        if _OWN.fullmatch(receiver):
            return self._inherited(name, call)
        for holder in self.types(receiver):
            for uri in files_of(self._source, holder)[:_MOST]:
                found = self._in_file(uri, name, holder)
                if found is not None:
                    return found
        return self._of_package(name, receiver) or self._handed(call)

    def _of_package(self, name: str, receiver: str) -> Function | None:
        """A method of a Go type: it may stand in any file of the package."""
        if self._source.language != "go" or re.fullmatch(r"\w+", receiver) is None or not self._declared(receiver):
            return None
        found = (self._in_file(uri, name, "") for uri in imports_of(self._source).beside(self._source))
        return next((one for one in found if one is not None), None)

    def _in_file(self, uri: str, name: str, holder: str) -> Function | None:
        source = self._source.codebase.source(uri)
        if source is None or source is self._source:
            return None
        scope = calls_of(source).function(name, holder)
        return Function(source, scope) if scope is not None else None

    def _imported(self, name: str) -> Function | None:
        """A function that is brought in by its name."""
        brought = imports_of(self._source).get(name)
        for uri in (brought.files(self._source) if brought is not None else ())[:_MOST]:
            found = self._in_file(uri, brought.name if brought is not None else name, "")
            if found is not None:
                return found
        for uri in imports_of(self._source).beside(self._source):
            found = self._in_file(uri, name, "")
            if found is not None:
                return found
        return None

    def _inherited(self, name: str, call: Syntax) -> Function | None:
        """A method of a base class or trait."""
        holder = next(self._source.around(call, "class"), None)
        bases = re.findall(r"[A-Z]\w+", holder.text_of("bases")) if holder is not None else []
        for base in bases[:_MOST]:
            for uri in files_of(self._source, base)[:1]:
                found = self._in_file(uri, name, base)
                if found is not None:
                    return found
        return None

    def _handed(self, call: Syntax) -> Function | None:
        """What a job, event or task runs that a call hands over: `Settle::dispatch($id)`, `settle.delay(id)`."""
        if not _HANDING.match(call.name):
            return None
        receiver = call.text_of("receiver")
        if receiver in imports_of(self._source) and receiver[:1].islower():
            return self._imported(receiver)
        first = next(iter(self._source.arguments(call)), None)
        texts = [receiver, first.text[:120] if first is not None else ""]
        for made in filter(None, (_MADE.match(text) for text in texts)):
            for name in (made[1], made[1] + "Handler", made[1] + "Consumer"):
                for uri in files_of(self._source, name)[:1]:
                    source = self._source.codebase.source(uri)
                    found = (calls_of(source).function(run) for run in _RUNS) if source is not None else iter(())
                    scope = next((one for one in found if one is not None), None)
                    if source is not None and source is not self._source and scope is not None:
                        return Function(source, scope)
        return None

    def types(self, receiver: str) -> Iterator[str]:
        """The classes, or modules, that something may be which is asked: declared, made, imported, or called so."""
        owner, _, member_of_owner = receiver.partition(".")
        if member_of_owner and owner in self._selves:
            receiver = member_of_owner
        asked = _ASKED.search(receiver) if receiver[:1].islower() and "(" in receiver else None
        if asked is not None:
            yield asked[1]
            return
        member = _MEMBER.fullmatch(receiver)
        if member is None or receiver[:1].isupper():
            made = _CLASS.match(receiver)
            if made is not None:
                yield from _implementations(made[1])
            return
        if receiver in imports_of(self._source):
            yield receiver
        declared = self._declared(member[1])
        if declared:
            yield from _implementations(declared)
        yield member[1]

    def _declared(self, name: str) -> str:
        """The type that a variable or member is declared with or made of, as far as the text of the file says."""
        known: dict[str, str] = self._source.__dict__.setdefault("_types", {})
        if name not in known:
            text, word = self._said_of(name), re.escape(name)
            patterns = (
                rf"\b([A-Z]\w*)(?:<[^<>\n]{{0,80}}>)?[?!]?\s+[$_&*]?{word}\b",
                rf"\b_?{word}\s*[?!]?:\s*\*?([A-Z]\w*)",
                rf"[$@._]?\b{word}\s*:?=\s*(?:await\s+)?(?:new\s+|&)?(?:\w+\.)?(?:New)?([A-Z]\w*)\s*(?:\(|\.new|::|\{{)",
                rf"\b{word}\s+\*?(?:\w+\.)?([A-Z]\w*)\b",
            )
            found = (re.search(pattern, text) for pattern in patterns)
            known[name] = next((one[1] for one in found if one is not None), "")
        return known[name]

    def _said_of(self, name: str) -> str:
        """The text around the first places of a name in the file: what declares it is beside it."""
        data, pieces = self._source.file.data, list[str]()
        for found in islice(re.finditer(rb"(?<!\w)_?" + re.escape(name.encode()) + rb"\b", data), _MOST_PLACES):
            beside = data[max(0, found.start() - _BESIDE) : found.end() + _BESIDE].decode("latin-1")
            pieces.append(re.sub(r"^\w+|\w+$", "", beside))  # no half of a name
        return "\n\n".join(pieces)


def _implementations(name: str) -> Iterator[str]:
    """The class, or what an interface is usually implemented by."""
    yield name
    if re.match(r"I[A-Z]", name):
        yield name[1:]
    yield f"{name.removesuffix('Interface')}Impl"
    if name.endswith("Interface"):
        yield name.removesuffix("Interface")


def makes(call: Syntax) -> bool:
    """Whether a call makes an object: `new X(…)`, Ruby's `X.new(…)`, Go's `X{…}`; not `new X(…).save()`."""
    receiver = call.part("receiver")
    if call.text_of("arguments")[:1] == "{":
        return True
    return _NEW.match(call.text) is not None and (receiver is None or receiver.start != call.start)


def last(name: str) -> str:
    """The last name of a dotted one, without PHP's `$`."""
    return re.split(r"\.|->|::|\\", name)[-1].lstrip("$")
