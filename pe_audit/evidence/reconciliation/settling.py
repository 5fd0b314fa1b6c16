"""The code that compares a shop's books with the files in which a gateway tells what was paid."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.syntax import Syntax, value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile

# The second of two signals: settlements are also villages, and React reconciles.
_PAYMENT = expression(
    rb"(?i)pago(?:s?\b|_)|pagad[oa]s?\b|pago_?efectivo|(?-i:Pagos?[A-Z])|payment|payouts?\b|\bcips?\b|operation_?number|niubiz|culqi"
    rb"|izipay|kushki|stripe|paypal|mercado_?pago|acquirer|comercio|merchants?\b|merchant_?id|cobros?\b|\xe6\x94\xaf\xe4\xbb\x98"
    rb"|transaction_?(?:id|ref|amount)|bank_?(?:statement|transaction)|settle(?:ment)?_?amount"
)
_CHINESE = "\u5bf9\u8d26"  # the articles' own word
# A string that names a file, a folder or a route. Not prose, and not a status: `'settlement'`.
_PATH = expression(r"[^\s<>]*(?:[/\\][^\s<>]*|[\w*}]\.(?:zip|csv|txt|tgz|gz|tar|7z|asc|sig|pgp|gpg|xlsx?))[^\s<>]*")
_PACKAGE = expression(rb"(?m)^(?:package|namespace|module)([ \t]+[\w.\\:]{1,200})")
_LONGEST = 200
_DEPTH = 3  # calls followed within the file
_MOST = 400  # functions looked into


def settling_of(source: SourceFile) -> Settling:
    """What of a file handles settlements; made once."""
    known: Settling | None = source.__dict__.get("_settling")
    if known is None:
        known = source.__dict__["_settling"] = Settling(source)
    return known


class Settling:
    """Which functions of one file handle settlements: by their names, their class's, the file's, the paths they name.

    What those call in the same file belongs to it, and what calls them does. Raises `Unreadable` as the source does.
    """

    def __init__(self, source: SourceFile) -> None:
        self.source = source

    def holds(self, span: Syntax) -> bool:
        """Whether a piece of code is part of it."""
        if not self.is_payment:
            return False
        if self._by_file:
            return True
        holders = list(self.source.around(span, "function"))
        if span.kind == "function":
            holders.append(span)
        return any(one in self.functions for one in holders) or (not holders and self._at_top)

    @cached_property
    def is_payment(self) -> bool:
        return _PAYMENT.search(self.source.file.data) is not None or says(self.source.uri, "payment", "gateway")

    @cached_property
    def functions(self) -> frozenset[Syntax]:
        """The functions that handle settlements."""
        if not self.is_payment:
            return frozenset()
        every = self.source.all("function")
        if self._by_file:
            return frozenset(every)
        named = [one for one in every if self._is_named(one)]
        known = set(named)
        others = [one for one in every if one.name and one not in known][:_MOST]
        calling = [one for one in others if not known.isdisjoint(self._called(one))]
        return frozenset(self.reached([*named, *calling]))

    def reached(self, functions: list[Syntax]) -> list[Syntax]:
        """Functions and what they call in this file, in the order they are met."""
        found: dict[Syntax, None] = dict.fromkeys(functions)
        last_ones = functions
        for _ in range(_DEPTH):
            last_ones = [one for function in last_ones for one in self._called(function) if one not in found]
            found.update(dict.fromkeys(last_ones))
        return list(found)

    def around(self, span: Syntax) -> Syntax:
        """The outermost function around a piece of code that is no class's, or the whole file."""
        scope = self.source.whole
        for one in self.source.around(span, "function"):
            scope = one
            if one.name:
                break
        return scope

    def target(self, call: Syntax) -> Syntax | None:
        """The function of this file that a call names."""
        return self._by_name.get(last(call.name))

    @cached_property
    def calls(self) -> dict[str, list[Syntax]]:
        """The calls of the file by the last name of what is called."""
        named: dict[str, list[Syntax]] = {}
        for call in self.source.all("call"):
            named.setdefault(last(call.name), []).append(call)
        return named

    def text(self, scope: Syntax) -> str:
        """The code of a function and of those it calls in this file, and what stands outside of any function."""
        if scope.kind == "file":
            return scope.text
        return "\n".join(one.text for one in self.reached([scope]))

    @cached_property
    def constants(self) -> str:
        """What the file says outside of functions."""
        tops = (one for one in self.source.all("assignment") if self.source.function(one) is None)
        return "\n".join(one.text for one in tops if one.end - one.start < 2 * _LONGEST)

    @cached_property
    def _by_file(self) -> bool:
        path = self.source.uri.rpartition(".")[0]
        package = _PACKAGE.search(self.source.file.data[:4000])
        named = "/".join(path.split("/")[-2:]) + (package[1].decode("latin-1") if package is not None else "")
        return says(named, "reconciliation") or _CHINESE in path

    @cached_property
    def _at_top(self) -> bool:
        """Whether the script outside of functions speaks of settlements."""
        own = (one for one in self.source.all("string") if self.source.function(one) is None)
        calls = (one for one in self.source.all("call") if self.source.function(one) is None)
        return any(self._is_path(one) for one in own) or any(self.target(one) in self.functions for one in calls)

    def _is_named(self, function: Syntax) -> bool:
        if says(function.name, "reconciliation") or _CHINESE in function.name:
            return True
        if any(says(one.name, "reconciliation") for one in self.source.around(function, "class")):
            return True
        return any(self._is_path(one) for one in self.source.inside(function, "string"))

    def _is_path(self, literal: Syntax) -> bool:
        text = literal.text.strip("\"'`")
        spoken = says(text, "reconciliation") if len(text) < _LONGEST else False
        return spoken and _PATH.fullmatch(text) is not None

    def _called(self, function: Syntax) -> list[Syntax]:
        known = self._targets.get(function)
        if known is None:
            calls = self.source.inside(function, "call")
            named = (self._by_name.get(last(one.name)) for one in calls)
            known = self._targets[function] = [one for one in dict.fromkeys(named) if one is not None]
        return known

    @cached_property
    def _targets(self) -> dict[Syntax, list[Syntax]]:
        return {}

    @cached_property
    def _by_name(self) -> dict[str, Syntax]:
        return {last(one.name): one for one in self.source.all("function") if one.name}


def callee(call: Syntax) -> str:
    """What is called, joined by dots in every language: `zipfile.ZipFile`, `Zip.File.open`, `zip.extractTo`."""
    receiver = call.text_of("receiver")[-_LONGEST:]
    name = f"{receiver}.{call.name}" if receiver else call.name
    return re.sub(r"::|\??->|\?\.|\\", ".", name).lstrip("$.")


def given(source: SourceFile, call: Syntax) -> Iterator[Syntax]:
    """The values of a call's arguments."""
    for argument in source.arguments(call):
        yield value_of(argument)
