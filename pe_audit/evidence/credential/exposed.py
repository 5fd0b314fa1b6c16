"""Variables that a bundler copies into what every browser or phone receives, and what such a name gives away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.credential.names import Reading, Says, read_name
from pe_audit.evidence.credential.place import is_comment
from pe_audit.evidence.credential.values import Look, look_of
from pe_audit.evidence.credential.vocabulary import words_of
from pe_audit.expression import expression
from pe_audit.lexicon import phrases, says, words
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.credential.shapes import Shapes

_NAME = expression(r"(?<![\w$])(?=[A-Z][A-Z0-9]{0,15}_)[A-Z0-9_]{4,100}(?!\w)")
_VALUE = expression(r"[\"']?\]?[ \t]*(?:\?=|:=|=>|[=:])[ \t]*[\"']?(?P<value>[^\s\"',;#][^\s\"',;]{0,400})")
_SWITCH = expression(r"(?:true|false|yes|no|on|off|\d{1,5}|[\"'])?", re.IGNORECASE)
_BROAD = frozenset({("public",)})  # a prefix that is also an ordinary word: only `secret` and its like count behind it
_LONGEST = 4_000  # characters of a line: a bundle holds the values, not the names
_STRONG = frozenset({"admin", "master", "private", "role"})  # no service hands such a key to clients
_KEYS = (Says.KEY, Says.BARE_KEY, Says.TOKEN)


class Exposed(NamedTuple):
    """A variable for clients to see whose name speaks of a key: `reason` says what is wrong, None if it is sound."""

    name: str
    start: int
    end: int
    value: str
    reason: str | None
    precision: Precision = Precision.HIGH


def exposed(line: str, shapes: Shapes) -> Iterator[Exposed]:
    """Every such variable named in a line, with the value that is given to it there; comments set nothing."""
    if len(line) > _LONGEST or is_comment(line):
        return
    for match in _NAME.finditer(line):
        given = _VALUE.match(line, match.end())
        found = judged(match.group(), given["value"] if given else "", shapes)
        if found is not None:
            yield found._replace(start=match.start(), end=match.end())


def judged(name: str, value: str, shapes: Shapes) -> Exposed | None:
    """A name by itself, with the value it has; None if no bundler exposes it or it speaks of no key at all."""
    prefix = _prefix(name)
    rest = "_".join(words(name)[len(prefix) :])
    reading = read_name(rest)
    if not prefix or not rest or reading.says is Says.NOTHING or (prefix in _BROAD and rest.startswith("key")):
        return None
    sound = Exposed(name, 0, 0, value, None)
    if reading.about or (value and _SWITCH.fullmatch(value)) or look_of(value) is Look.URL:
        return sound
    if value and any(found.context != "Google API key" for found in shapes.found(value)):
        return sound._replace(reason="its value has the form of a secret")
    if look_of(value) is Look.PUBLISHABLE:
        return sound
    found = _by_name(rest, reading, shapes)
    if found is None or (prefix in _BROAD and reading.says is not Says.SECRET):
        return sound
    return sound._replace(reason=found[0], precision=Precision.MEDIUM if prefix in _BROAD else found[1])


def _prefix(name: str) -> tuple[str, ...]:
    """The words of the longest prefix that a bundler exposes; none if there is none."""
    found = words(name)
    return max((phrase for phrase in phrases("public prefix") if found[: len(phrase)] == phrase), key=len, default=())


def _by_name(rest: str, reading: Reading, shapes: Shapes) -> tuple[str, Precision] | None:
    """Why the name alone is a hole, and how sure that is; None for keys that clients may see."""
    spoken = set(words_of(rest))
    if reading.says is Says.SECRET or "secret" in spoken:
        return None if reading.negated in ("public", "publishable", "pub") else ("its name says secret", Precision.HIGH)
    if reading.negated or (says(rest, "client key") and spoken.isdisjoint(_STRONG)):
        return None
    if reading.says in (Says.PASSWORD, Says.CREDENTIAL):
        return (
            None if reading.strange or reading.says is Says.CREDENTIAL else ("its name says password", Precision.HIGH)
        )
    if reading.says in _KEYS and shapes.named_in(rest) and spoken & {"access", "api", "signing", "hmac", "token"}:
        return "its name says key of the payment gateway", Precision.HIGH
    if reading.says in _KEYS and says(rest, "server key"):
        return "its name says a key for servers", Precision.MEDIUM
    return None
