"""The vocabulary of source code, one for all languages.

`languages/<language>/syntax.scm` maps a grammar onto the kinds below; nothing else knows a language. An element is a
`Syntax`: its kind, its bytes `start..end`, its text and its named parts, which are `Syntax` too (kind = part name).

kind         parts (all optional)           what it is
function     name parameters body owner     functions, methods, constructors, lambdas, closures; an anonymous one has
                                            the name of the variable, member or key it is given to; the owner is
                                            Go's `s *Shop`, the class of a method that stands outside it
class        name bases body                classes, interfaces, traits, enums, anonymous classes
parameter    name type default              one parameter of a function
call         name receiver arguments        calls and `new X(…)`; of `a.b.c(1)` the receiver is `a.b` and the name `c`;
                                            Ruby's `X.new(…)` and Go's `X{…}` are called `X`
argument     name value                     one argument; use `SourceFile.arguments(call)`
assignment   left operator right            `=`, `+=`, declarations with a value, members, fields, destructuring
pair         key value                      entries of objects, maps and arrays; keyword and named arguments; object
                                            initialisers; element values of annotations
comparison   left operator right            `==`, `!==`, `<`, `in`, `is`, …; method calls like `equals` are calls
condition    condition consequence          if, else-if, ternary, while; the alternative is the else or
             alternative                    the next condition
                                            (`unless`: what it guards is the alternative)
string                                      a string literal; use `SourceFile.string(span)` for what it says
interpolation                               a hole in a string
return       value                          `return`, the value of an arrow function's bare body, `exit`
throw        value                          `throw`, `raise`
catch        type body                      a handler of exceptions
try          body                           a whole `try` statement; its body is what the catches guard
loop                                        for, foreach, while, do
switch       subject                        `switch`, `match`
case         value                          one branch of a switch, the default (which has no value) included
jump                                        `break`, `continue`
decorator    name arguments                 decorators, annotations, attributes; use `SourceFile.decorators(function)`
comment
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.text import decode
from pe_audit.expression import expression
from pe_audit.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "function",
    "class",
    "parameter",
    "call",
    "argument",
    "assignment",
    "pair",
    "comparison",
    "condition",
    "string",
    "interpolation",
    "return",
    "throw",
    "catch",
    "try",
    "loop",
    "switch",
    "case",
    "jump",
    "decorator",
    "comment",
]
# The parts of each kind, and what grammars call the field: a part that the query does not capture is looked up so.
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "function": {"name": ("name",), "parameters": ("parameters",), "body": ("body",), "owner": ()},
    "class": {"name": ("name",), "bases": ("superclasses",), "body": ("body",)},
    "parameter": {"name": ("name", "pattern"), "type": ("type",), "default": ("default_value", "value")},
    "call": {
        "name": ("name", "function", "constructor", "type"),
        "receiver": ("object", "scope"),
        "arguments": ("arguments",),
    },
    "argument": {"name": ("name",), "value": ("value",)},
    "assignment": {
        "left": ("left", "name", "property", "target"),
        "operator": ("operator",),
        "right": ("right", "value", "result"),
    },
    "pair": {"key": ("key", "name"), "value": ("value",)},
    "comparison": {
        "left": ("left", "expression", "lhs", "target"),
        "operator": ("operator", "operators", "op"),
        "right": ("right", "pattern", "rhs", "name"),
    },
    "condition": {
        "condition": ("condition",),
        "consequence": ("consequence", "body", "if_true"),
        "alternative": ("alternative", "if_false"),
    },
    "return": {"value": ("value", "result")},
    "throw": {"value": ("value",)},
    "catch": {"type": ("type", "value"), "body": ("body",)},
    "try": {"body": ("body",)},
    "switch": {"subject": ("condition", "value", "subject", "expr")},
    "case": {"value": ("value", "conditional_expressions")},
    "decorator": {"name": ("name",), "arguments": ("arguments", "parameters")},
}
COMPARING = frozenset(
    ["==", "===", "!=", "!==", "<>", "<", ">", "<=", ">=", "<=>", "in", "not in", "is", "is not", "instanceof"]
)

_MAX_DEPTH = 1000  # of elements in one another: deeper is an attack, and texts of nested elements add up
_TYPE_ARGUMENTS = expression(r"<.*>$", re.DOTALL)
_LAST_NAME = expression(r"""([\w$-]+)(?:\(\s*\))?["'\])\s]*$""")


@dataclass(frozen=True, slots=True)
class Syntax:
    """One element of a source file, or a named part of one. Equal when kind and place are."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, Syntax] = field(compare=False, repr=False)
    data: bytes = field(compare=False, repr=False)

    @property
    def text(self) -> str:
        """As written, comments and all."""
        return decode(self.data[self.start : self.end])

    def part(self, name: str) -> Syntax | None:
        return self.parts.get(name)

    def text_of(self, part: str) -> str:
        """The text of a part, empty without one."""
        found = self.parts.get(part)
        return found.text if found is not None else ""

    @property
    def name(self) -> str:
        """What a function, class, call, parameter or decorator is called, without type arguments; empty if nothing."""
        return _TYPE_ARGUMENTS.sub("", self.text_of("name"))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its name, lower case: `firstOrCreate` → first, or, create."""
        return words(self.name)

    @property
    def last_name(self) -> str:
        """The last name in its text: `secret` of `this.secret`, `$a->secret()`, `conf['secret']` and `"secret"`."""
        found = _LAST_NAME.search(self.text)
        return found[1] if found else ""

    def __contains__(self, other: object) -> bool:
        """Whether another element lies within this one (or is it)."""
        return isinstance(other, Syntax) and self.start <= other.start and other.end <= self.end


class Elements:
    """All elements of one kind in document order, with the way to each one's nearest enclosing one."""

    def __init__(self, elements: list[Syntax]) -> None:
        self.elements = tuple(elements)
        self.starts = [element.start for element in elements]
        self.parents: list[int] = []
        open_: list[int] = []
        for number, element in enumerate(elements):
            while open_ and elements[open_[-1]].end < element.end:
                open_.pop()
            self.parents.append(open_[-1] if open_ else -1)
            open_.append(number)
            if len(open_) > _MAX_DEPTH:
                raise Unreadable("code is nested too deeply", "source")


def value_of(element: Syntax) -> Syntax:
    """The value of an argument or pair, right side of an assignment; the element itself where it is the value."""
    return element.part("value") or element.part("right") or element
