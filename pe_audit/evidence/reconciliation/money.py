"""What numbers amounts become in code about settlements and notifications: decimals, whole cents, or binary floats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import re2

from pe_audit.evidence.reconciliation.settling import callee, settling_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Kind, Syntax

_FLOATS = expression(
    r"(?:Number\.)?parseFloat|Number|float|floatval|doubleval|np\.float64|Float|float64|float32|strconv\.ParseFloat"
    r"|(?:Double|Float)\.(?:parseDouble|parseFloat|valueOf)|(?:\w+\.)*(?:ToDouble|ToSingle|doubleValue|floatValue|getDouble|to_f)"
    r"|(?:double|float|Double|Single)\.(?:Parse|TryParse)"
)
_EXACT = expression(
    r"(?:\w+\.)*(?:Decimal|BigDecimal|Big|BigNumber|BigInt|Money|currency|Dinero|Fraction|to_d|bc(?:add|sub|comp|mul)|getBigDecimal"
    r"|ToDecimal|NewFromString|RequireFromString|getDecimal)|(?:decimal|Decimal|BigDecimal|Money)\.(?:Parse|TryParse|valueOf|of)"
    r"|(?:\w+\.)*(?:BigDecimal|Decimal)\.new"
)
_METHOD = expression(r"to_[df]|(?:double|float)Value|To(?:Double|Single|Decimal)|get(?:Double|BigDecimal|Decimal)")
# `(float) $fila['monto']`, `double monto`, `float $monto`, `monto: float`, `Monto float64`.
_CAST = re2.compile(rb"\((?:float|double)\)\s*([^\s;,)=<>!+*/][^;,=<>!+*/\n]{0,80})")
_DECLARED = re2.compile(
    rb"\b(?:double|Double|float)\??\s+\$?(\w+)\s*[=;,){]|\b(\w+)\s*:\s*(?:float|Double|Float)\b|\b(\w+)\s+float(?:64|32)\b"
)
_DECLARED_EXACT = re2.compile(
    rb"\b(?:BigDecimal|decimal|Decimal)\??\s+\$?(\w+)\s*[=;,){]|\b(\w+)\s*:\s*(?:Decimal|BigDecimal)\b"
    rb"|\b(\w+)\s+(?:decimal\.Decimal|\*?big\.(?:Int|Rat))\b"
)
# Around a conversion: what makes whole cents of it, allows a difference, or only shows it.
_ROUNDS = expression(r"(?i)(?:\w+\.)*(?:round\w*|trunc|floor|intval|int|rint|f?abs)")
_SHOWS = expression(
    r"(?i)(?:\w+\.)*(?:number_format|tofixed|tolocalestring|format\w*|f?printf|sprintf|print\w*|echo|log\w*|info|debug|error|"
    r"warn\w*|isnan|isfinite|is_numeric)"
)
_TOLERANT = expression(
    r"(?i)\b(?:math\.|mathf\.)?(?:f?abs)\b[^;\n]{0,120}[<>]|toleran|epsilon|isclose|\bmargen|\.abs(?:\b[^;\n]{0,40}[<>])"
)
_SCREEN = expression(
    r"(?i)\.[jt]sx$|(?:^|/)(?:components?|pages|views?|screens|templates|frontend|client|resources/js|public|static|ui|charts?)/"
)
_REPLY = expression(r"(?:Out|Response|Resource|View|ViewModel|Serializer)$")
_EQUAL = frozenset({"==", "===", "!=", "!==", "<>"})
_NEAR = 120


class Use(NamedTuple):
    """One place where an amount becomes a number of some kind; `exact` if the kind holds every cent."""

    span: Syntax
    exact: bool


class Money:
    """The amounts of one file. Raises `Unreadable` as the source does."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.settling = settling_of(source)

    def uses(self) -> dict[Syntax, list[Use]]:
        """By function, those of settlement code, and those that notifications compare."""
        found: dict[Syntax, list[Use]] = {}
        if _SCREEN.search(self.source.uri) or not self.settling.is_payment:
            return found
        for use in (*self._converted(), *self._written()):
            scope = self.settling.around(use.span)
            if self.settling.holds(use.span) or (self._is_notification(scope) and self._is_compared(use.span)):
                found.setdefault(scope, []).append(use)
        return found

    def tolerates(self, scope: Syntax) -> bool:
        """Whether a function compares with a margin."""
        return _TOLERANT.search(self.settling.text(scope)) is not None

    def _converted(self) -> Iterator[Use]:
        for call in self.source.all("call"):
            is_exact = _fits(_EXACT, call)
            if (is_exact or _fits(_FLOATS, call)) and self._is_amount(call):
                if is_exact or self._is_rounded(call):
                    yield Use(call, True)
                elif not self._is_shown(call):
                    yield Use(call, False)

    def _written(self) -> Iterator[Use]:
        """Casts and declared types, which the vocabulary has no kinds for."""
        for pattern, exact in ((_CAST, False), (_DECLARED, False), (_DECLARED_EXACT, True)):
            for match in pattern.finditer(self.source.file.data):
                named = next((part for part in match.groups() if part), b"").decode("latin-1")
                span = self.source.span(match.start(), match.end(1) if match[1] else match.end())
                if not says(named, "amount") or self._is_quoted(span) or self._is_reply(span):
                    continue
                rounded = pattern is _CAST and self._is_rounded(span)
                if exact or rounded or not self._is_shown(span):
                    yield Use(span, exact or rounded)

    def _is_quoted(self, span: Syntax) -> bool:
        kinds: tuple[Kind, ...] = ("string", "comment")
        return any(True for kind in kinds for _ in self.source.around(span, kind))

    def _is_reply(self, span: Syntax) -> bool:
        """A field of what is only shown to others."""
        return any(_REPLY.search(one.name) for one in self.source.around(span, "class"))

    def _is_amount(self, call: Syntax) -> bool:
        """What is converted says so, or the name that the result is given."""
        receiver = call.text_of("receiver")
        if says(f"{receiver[-_NEAR:]} {call.text_of('arguments')[:_NEAR]}", "amount"):
            return True
        for kind, part in (("assignment", "left"), ("pair", "key")):
            holder = next(self.source.around(call, kind), None)  # type: ignore[arg-type]
            if holder is not None and holder.end - holder.start < 2 * _NEAR and says(holder.text_of(part), "amount"):
                return True
        return False

    def _is_rounded(self, span: Syntax) -> bool:
        return self._stands_in(span, _ROUNDS)

    def _is_shown(self, span: Syntax) -> bool:
        return self._stands_in(span, _SHOWS)

    def _stands_in(self, span: Syntax, called: re.Pattern[str]) -> bool:
        for call in self.source.around(span, "call"):
            if self.source.function(call) != self.source.function(span) or call.end - call.start > 3 * _NEAR:
                return False
            if called.fullmatch(callee(call)) or called.fullmatch(call.name):
                return True
        return False

    def _is_notification(self, scope: Syntax) -> bool:
        named = [self.source.uri.rpartition(".")[0], scope.name]
        named += [one.name for one in self.source.around(scope, "class")]
        return any(says(one, "webhook") for one in named)

    def _is_compared(self, span: Syntax) -> bool:
        """For equality, there or under the name it is given."""
        if any(self._is_equality(one) for one in self.source.around(span, "comparison")):
            return True
        holder = next(self.source.around(span, "assignment"), None)
        left = holder.text_of("left") if holder is not None else ""
        if not left or len(left) > _NEAR:
            return False
        spoken = re.compile(rf"(?<![\w$]){re.escape(left)}(?![\w(])")
        rest = self.source.span(span.end, self.settling.around(span).end)
        return any(self._is_equality(one) and spoken.search(one.text) for one in self.source.inside(rest, "comparison"))

    def _is_equality(self, comparison: Syntax) -> bool:
        return comparison.text_of("operator") in _EQUAL and comparison.end - comparison.start < 3 * _NEAR


def _fits(pattern: re.Pattern[str], call: Syntax) -> bool:
    """By its whole name, or as a method of anything: `row["amount"].to_f`."""
    return pattern.fullmatch(callee(call)) is not None or (
        _METHOD.fullmatch(call.name) is not None and pattern.fullmatch(call.name) is not None
    )
