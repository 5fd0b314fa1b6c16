"""Whether a piece of code is about payments: two independent signals among its names and what it says, or it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.client.about import is_about, is_surely_about, names_header, own_headers
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_IDENTIFIER = expression(r"[A-Za-z_][\w.-]*")
_PARTS_OF_PATH = 6
_LONGEST_ROUTE = 200  # characters
_LONGEST = 60_000  # bytes of a function
_CASH = expression(r"(?i)pagos?[ _/-]?efectivo")
_CREDENTIALS = expression(r"(?i)(?:secret|access|api)_?key|hash_?string")
_BROWSER = expression(
    rb"\b(?:window|document|localStorage)\.\w|\bjQuery\b|[\"']use client[\"']|\$\(\s*[\"'#.]|\buse(?:State|Effect)\("
)
_OF_BROWSERS = ("javascript", "typescript", "tsx")


class Paying(NamedTuple):
    """What one piece of code has to do with payments. `named`: its own names or path say so, not only its body.

    `cash`: the only gateway it names may as well be money at a till: *pago efectivo* is Spanish for that.
    """

    gateway: bool
    payment: bool
    webhook: bool
    client: bool
    named: bool
    cash: bool = False

    @property
    def sure(self) -> bool:
        """Two signals, and one of them is a gateway or a payment."""
        if self.gateway:
            return self.webhook or self.client or (self.payment and not self.cash)
        return self.payment and self.webhook


class Payments:
    """The functions of one file, and what each has to do with payments; judged once a function."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._known: dict[int, Paying] = {}

    def around(self, span: Syntax) -> Paying:
        """What the outermost function around a span, or else the file, has to do with payments."""
        functions = list(self._source.around(span, "function"))
        fitting = [one for one in functions if one.end - one.start <= _LONGEST]
        scope = fitting[-1] if fitting else functions[-1] if functions else self._source.whole
        known = self._known.get(scope.start if functions else -1)
        if known is None:
            known = self._known[scope.start if functions else -1] = self._judged(scope)
        return known

    def _judged(self, scope: Syntax) -> Paying:
        names = list(_names(self._source, scope))
        body = scope.data[scope.start : min(scope.end, scope.start + _LONGEST)].decode("latin-1")
        said = [*names, *set(_IDENTIFIER.findall(body))]
        others = [_CASH.sub("", name) for name in said]
        gateways = self._source.file.circumstances.gateways
        surely = any(says(name, "gateway") for name in others) or is_surely_about(self._source, scope, gateways)
        return Paying(
            gateway=surely or any(says(name, "gateway") for name in said) or is_about(self._source, scope, gateways),
            payment=any(says(name, "payment") for name in others) or _paid_order(others),
            webhook=any(says(name, "webhook") for name in names) or self._reads_signature(body.lower()),
            client=any(says(name, "client of a gateway") for name in names) or self._speaks_to_gateway(body),
            named=any(says(name, "gateway", "payment") for name in names),
            cash=not surely,
        )

    def _reads_signature(self, body: str) -> bool:
        gateways = self._source.file.circumstances.gateways
        return any(names_header(header, body) for one in gateways for header in own_headers(one))

    def _speaks_to_gateway(self, body: str) -> bool:
        gateways = self._source.file.circumstances.gateways
        return _CREDENTIALS.search(body) is not None or any(one.domain in body for one in gateways)


def _paid_order(said: list[str]) -> bool:
    return any(says(name, "paid") for name in said) and any(says(name, "order") for name in said)


def _names(source: SourceFile, scope: Syntax) -> Iterator[str]:
    """What the code is called: its path, classes, functions, and the route that it is given to."""
    yield "/".join(source.uri.rpartition(".")[0].split("/")[-_PARTS_OF_PATH:])
    yield from (one.name for one in source.around(scope, "class"))
    yield scope.name
    for call in source.around(scope, "call"):
        arguments = source.arguments(call)
        yield from (text[:_LONGEST_ROUTE] for one in arguments[:2] if (text := source.string(one)) is not None)


def is_for_browsers(source: SourceFile) -> bool:
    """Whether a script runs on the customer's machine, where only the customer reads what it logs."""
    return source.language in _OF_BROWSERS and (
        source.uri.endswith((".tsx", ".jsx", ".vue")) or _BROWSER.search(source.file.data) is not None
    )
