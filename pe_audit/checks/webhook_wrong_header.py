"""webhook-wrong-header: a receiver of the gateway's notifications looks for their signature where it is not."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.sender import Sender, is_receiver, names_other, sender_of
from pe_audit.evidence.source import SourceFile
from pe_audit.expression import expression
from pe_audit.lexicon import says, words
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_PROBLEM = "The gateway sends no signature header of this name."
_NAMED_SO = expression(
    r"(?i)(?:http[-_])?(?:x[-_])?(?:[a-z0-9]{1,30}[-_]){0,4}(?:signature|firma|hmac|sign)(?:[-_](?:v\d|sha-?\d+|256))?"
)
_READS = expression(
    r"(?i)(?:headers?|meta|_server|env|environ|getallheaders\(\)|cabeceras?|lower\w*|http_headers?)[\w()]*\s*(?:\?\.)?(?:\[|\.get\()\s*$"
    r"|\b(?:get|header|getHeader|get_header|getHeaderLine|getFirst|headers|server|TryGetValue|GetValues|value|RequestHeader|Header|"
    r"FirstOrDefault|field|hasHeader)\(\s*(?:value\s*=\s*|name\s*=\s*|alias\s*=\s*|\"HTTP_)?$|\[FromHeader\(Name\s*=\s*$|Header\(\s*alias\s*=\s*$"
    r"|(?:\brequest|\breq|\bctx|\bc|\br|\bevent)(?:\.\w+)*\[\s*$"
)
_MOST = 200  # headers of one file: no hand wrote more
_NEAR = 60  # bytes before a literal


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SourceFile)
    if deployment_of(evidence.file).environment is Environment.TEST:
        return
    read: dict[Syntax, list[tuple[Syntax, str]]] = {}
    for literal, name in islice(_read(evidence), _MOST):
        if sender_of(evidence, literal) is Sender.GATEWAY:
            read.setdefault(_outermost(evidence, literal), []).append((literal, name))
    for scope, found in read.items():
        right = [literal for literal, name in found if _is_right(evidence, name)]
        if right:
            yield evidence.observe(right[0], identity=scope.name)
        elif is_receiver(evidence, found[0][0]) or _is_about(evidence, scope):
            yield _problem(evidence, scope, *found[0])


def _problem(source: SourceFile, scope: Syntax, literal: Syntax, name: str) -> Observed:
    sent = source.file.circumstances.gateway.version["signature_header"]
    return source.observe(
        literal,
        f"{_PROBLEM} It is called {sent}: looked for as `{name}`, the signature of a "
        "genuine notification is never found.",
        identity=f"{scope.name} {name}",
        precision=Precision.LOW if names_other(source, scope) else None,
    )


def _read(source: SourceFile) -> Iterator[tuple[Syntax, str]]:
    """The names of signature headers that are read."""
    for literal in source.all("string"):
        name = source.string(literal)
        if name is None or not 4 <= len(name) <= 60 or _NAMED_SO.fullmatch(name) is None:
            continue
        before = literal.data[max(0, literal.start - _NEAR) : literal.start].decode("latin-1")
        if _READS.search(before) and not _is_set(source, literal) and not names_other(source, literal):
            yield literal, name


def _is_set(source: SourceFile, literal: Syntax) -> bool:
    """Whether the header is written rather than read: `headers["X-Signature"] = …`, `header("X-Signature", value)`."""
    holder = next(source.around(literal, "assignment"), None)
    if holder is not None and (left := holder.part("left")) is not None and literal in left:
        return True
    call = next(source.around(literal, "call"), None)
    if call is None:
        return False
    own = source.arguments(call)
    if len(own) != 2 or literal not in own[0]:
        return False
    sets = re.match(r"(?i)set|add|append|put|with", call.name) is not None
    return sets or (call.name.lower() == "header" and not says(call.text_of("receiver")[-40:], "request"))


def _outermost(source: SourceFile, span: Syntax) -> Syntax:
    classes = list(source.around(span, "class"))
    functions = [one for one in source.around(span, "function") if not classes or one in classes[0]]
    return functions[-1] if functions else source.whole


def _is_about(source: SourceFile, scope: Syntax) -> bool:
    """Whether the function itself speaks of a signature that is checked: a verifier need not be called a webhook."""
    return (
        says(scope.name, "checks", "signature")
        or re.search(r"(?i)hmac|hash_equals|verif", scope.text[:20_000]) is not None
    )


def _is_right(source: SourceFile, name: str) -> bool:
    """Whether it is the header of the protocol that the merchant uses, as code or a server spells it."""
    sent = str(source.file.circumstances.gateway.version["signature_header"])
    return words(re.sub(r"(?i)^http[-_]", "", name)) == words(sent)
