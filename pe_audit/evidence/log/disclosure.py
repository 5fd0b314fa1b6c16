"""What an expression gives away when it is written down: a credential, all headers, a whole message."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.credential.names import Says, read_name
from pe_audit.evidence.log.leaf import Leaf, leaves
from pe_audit.expression import expression
from pe_audit.lexicon import phrases, says, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.provenance import Provenance
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax


class Disclosed(Enum):
    """In the order of what it costs."""

    SECRET = "a credential"
    SIGNATURE = "a signature"
    HEADERS = "all headers"
    MESSAGE = "a whole message"
    ANSWER = "a whole answer"


class Disclosure(NamedTuple):
    """`name`: what the value is called where it is written. `sure`: it was seen where it comes from."""

    what: Disclosed
    name: str
    sure: bool


_SECRETS = frozenset({Says.SECRET, Says.TOKEN, Says.PASSWORD, Says.KEY, Says.CREDENTIAL})
_NO_SECRETS = expression(
    r"(?i)^(?:is|has|can|should|check|valid|verify|validate|count|num|no|missing|invalid)(?=[A-Z_]|$)|auth$"
)
_CREDENTIAL = expression(r"(?i)(?:authorization|cred(?:ential|encial)?(?:e?s)?)$")
_KEYED_HASH = expression(r"(?i)(?:^|_)(?:hash_?string|secure_?hash|string_?hash|hash_?key)$|HashString$|SecureHash$")
_ASKED = expression(
    r"(?i)(?:^|[\W_])(?:req|request|httprequest|ctx|context|exchange|event|input|raw_?request)$|Request$|^r$"
)
_ANSWERS = expression(r"(?i)res(?:p|ponse|puesta)?\d?$")
_ERRORS = frozenset(
    {"e", "ex", "exc", "t", "cause", "err", "errs", "error", "errors", "errno", "exception", "fail", "failure"}
)
_SUPERGLOBALS = {"$_POST": Disclosed.MESSAGE, "$_REQUEST": Disclosed.MESSAGE, "$_SERVER": Disclosed.HEADERS}
_MUCH = 100  # characters of a message: so many of them hold the payer's data
_DEEPEST, _MOST_VALUES = 3, 4
_LONGEST = 4_000  # bytes


class Disclosures:
    """What the expressions of one source file give away."""

    def __init__(self, source: SourceFile, provenance: Provenance) -> None:
        self._source = source
        self._provenance = provenance

    def of(self, written: Syntax, depth: int = 0) -> list[Disclosure]:
        """Everything that is given away when this is written, the worst first."""
        if written.end - written.start > _LONGEST or depth > _DEEPEST:
            return []
        found = [one for leaf in leaves(self._source, written) for one in self._of(leaf, depth)]
        return sorted(found, key=lambda one: list(Disclosed).index(one.what))

    def _of(self, leaf: Leaf, depth: int) -> Iterator[Disclosure]:
        members = _without_conversions(leaf.members)
        name = (members[-1] if members else leaf.root).lstrip("$@")
        short = leaf.cut >= 0
        secret = None if short else _secret(name)
        if secret is not None and not self._is_harmless(secret, leaf, members):
            yield Disclosure(secret, name, sure=True)
            return
        if 0 <= leaf.cut < _MUCH:
            return
        if members:
            yield from self._member(leaf, members, depth)
        else:
            yield from self._variable(leaf.root, leaf.span, depth)

    def _member(self, leaf: Leaf, members: tuple[str, ...], depth: int) -> Iterator[Disclosure]:
        path, last = [leaf.root, *members[:-1]], members[-1]
        holder = path[-1]
        if _is_error(leaf.root) or leaf.root in ("getenv", "env", "config"):
            return
        if leaf.root == "file_get_contents" and last == "php://input":
            yield Disclosure(Disclosed.MESSAGE, last, sure=True)
        elif _are_headers(holder, last) and not any(_ANSWERS.search(one) for one in path):
            yield Disclosure(Disclosed.HEADERS, last, sure=True)
        elif _is(last, "whole part") or _ends(last, "whole message", least=2):
            if any(_ANSWERS.search(one) for one in path):
                yield Disclosure(Disclosed.ANSWER, f"{holder}.{last}".lstrip("$@"), sure=True)
            elif _ASKED.search(holder) or _ends(last, "whole message", least=2):
                yield Disclosure(Disclosed.MESSAGE, f"{holder}.{last}".lstrip("$@"), sure=True)
            elif len(members) == 1:
                yield from self._variable(leaf.root, leaf.span, depth)
            elif last.lower() in ("data", "object", "body") and members[-2].lower() in ("body", "data", "payload"):
                yield from self._member(leaf, members[:-1], depth)
        elif leaf.root in ("this", "self", "$this") and len(members) == 1:
            yield from self._named(last, sure=False)

    def _variable(self, root: str, span: Syntax, depth: int) -> Iterator[Disclosure]:
        name = root.lstrip("$@")
        if _is_error(root):
            return
        if root in _SUPERGLOBALS:
            yield Disclosure(_SUPERGLOBALS[root], name, sure=True)
            return
        given = self._given(root, span)
        if not given:
            yield from self._named(name, sure=False)
            return
        found = [one for value in given for one in self.of(value, depth + 1)]
        if found:
            yield from (one._replace(name=name) for one in found)
        elif any(self._source.inside(value, "call") for value in given):
            yield from self._named(name, sure=False)  # what a call gave

    def _given(self, root: str, span: Syntax) -> list[Syntax]:
        """What a variable was given; where it was taken out of something, it is a part of that and not all of it."""
        names = (root, root[1:]) if root.startswith("$") else (root,)  # a hole may be written `$name`
        every = [one for name in names for one in self._provenance.assigned_to(name, span)]
        given = [one for one in every if one.kind != "parameter"]
        return [one for one in given if not self._takes_apart(one)][-_MOST_VALUES:]

    def _takes_apart(self, value: Syntax) -> bool:
        holder = next(self._source.around(value, "assignment"), None)
        return holder is not None and holder.text_of("left")[:1] in ("{", "[")

    def _named(self, name: str, sure: bool) -> Iterator[Disclosure]:
        """What nothing but its name tells of: a parameter, or what a call wrote into it."""
        if _ends(name, "all headers"):
            yield Disclosure(Disclosed.HEADERS, name, sure)
        elif _ends(name, "whole message") or name.lower() in ("req", "request", "params"):
            yield Disclosure(Disclosed.MESSAGE, name, sure)
        elif _ends(name, "whole answer"):
            yield Disclosure(Disclosed.ANSWER, name, sure)

    def _is_harmless(self, what: Disclosed, leaf: Leaf, members: tuple[str, ...]) -> bool:
        """Whether a variable called like a secret was made from nothing but a cut, a test or a text."""
        if members:
            return False
        given = self._given(leaf.root, leaf.span)
        return bool(given) and all(self._conceals(what, one) for one in given)

    def _conceals(self, what: Disclosed, value: Syntax) -> bool:
        if (
            self._source.exactly(value, "comparison") is not None
            or self._source.exactly(value, "condition") is not None
        ):
            return not any(_secret(leaf.name.lstrip("$@")) for leaf in leaves(self._source, value))
        call = self._source.exactly(value, "call")
        if call is not None and what is Disclosed.SECRET and says(call.name, "conceals"):
            return True
        cut = [leaf.cut for leaf in leaves(self._source, value)]
        return any(one >= 0 for one in cut)


def _is_error(name: str) -> bool:
    """Whether what went wrong is spoken of: that has to be in a log."""
    return not _ERRORS.isdisjoint(words(name))


def _are_headers(holder: str, last: str) -> bool:
    """`req.headers`, `$request->headers->all()`, Go's `r.Header`."""
    if last.lower() == "all":
        return _ends(holder, "all headers")
    return _ends(last, "all headers") or (last.lower() == "header" and _ASKED.search(holder) is not None)


def _secret(name: str) -> Disclosed | None:
    """Whether a name means a credential or a signature themselves, not something about them."""
    if _NO_SECRETS.search(name) or len(name) > 80:
        return None
    reading = read_name(name)
    if reading.says in _SECRETS and not reading.negated and not reading.about:
        return Disclosed.SECRET if reading.says is not Says.CREDENTIAL or _CREDENTIAL.search(name) else None
    if _KEYED_HASH.search(name):
        return Disclosed.SECRET
    if _ends(name, "signature") and not says(name, "checks"):
        return Disclosed.SIGNATURE
    return None


def _without_conversions(members: tuple[str, ...]) -> tuple[str, ...]:
    kept = list(members)
    while kept and _is(kept[-1], "recodes") and (len(kept) > 1 or not _is(kept[-1], "whole part")):
        kept.pop()
    return tuple(kept)


def _is(name: str, meaning: str) -> bool:
    """Whether a name is a phrase of the meaning and nothing more."""
    return words(name) in phrases(meaning)


def _ends(name: str, meaning: str, least: int = 1) -> bool:
    """Whether the last words of a name are a phrase of the meaning, of so many words at least."""
    spoken = words(name)
    return any(spoken[-length:] in phrases(meaning) for length in range(least, 4) if len(spoken) >= length)
