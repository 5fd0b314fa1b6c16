"""Receivers in Visual Basic, Web Forms pages and handlers, read as text: there is no grammar for them here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.text import File

_METHOD = expression(
    rb"(?im)^[ \t]*(?:(?:public|protected|private|friend|over\w+|async|shared)[ \t]+)*(?:sub|function)[ \t]+(\w+)"
)
_END = expression(rb"(?im)^[ \t]*end[ \t]+(?:sub|function)\b")
_ASKED = expression(r"(?i)^(?:page_load|processrequest(?:async)?)$")
_READS = expression(r"(?i)\brequest(?:\.(?:params|form|querystring|item|inputstream|binaryread|totalbytes)\b|\(\s*\")")
_CLASS = expression(r"(?im)^[ \t]*(?:(?:public|partial|friend)[ \t]+)*class[ \t]+(\w+)")
_COMMENT = expression(r"(?im)^((?:[^\"'\n]|\"[^\"\n]*\")*)(?:'|\brem\b).*$")
_LONGEST = 200_000  # bytes of a file


class Page(NamedTuple):
    """A method that a browser, or a gateway, calls with a message; `code` is all that runs, its comments left out.

    `start`, `end`: its name.
    """

    name: str
    start: int
    end: int
    code: str

    @property
    def asks_who(self) -> bool:
        """Whether it names a signature, a MAC, or something that verifies."""
        return says(self.code, "signature", "mac", "verifies", "constant time")

    @property
    def may_ask_who(self) -> bool:
        """Whether it names a secret, an allowlist, or a check of whatever kind."""
        return says(self.code, "credential", "allowlist", "checks")


def pages(file: File) -> Iterator[Page]:
    """The methods of a file of Visual Basic that receive payment notifications: two reasons are wanted for each."""
    if not file.uri.lower().endswith(".vb") or len(file.data) > _LONGEST:
        return
    methods = list(_methods(file.data))
    text = _COMMENT.sub(r"\1", file.data.decode("latin-1"))
    classes = " ".join(_CLASS.findall(text))
    if not says(f"{classes} {file.uri.rpartition('/')[2]}", "webhook"):
        return
    if not says(text, "gateway") and not (says(text, "paid") and says(text, "order", "payment")):
        return
    bodies = {name.lower(): code for name, _, _, code in methods}
    for name, start, end, code in methods:
        called = {word.lower() for word in re.findall(r"\b\w+(?=\()", code)} - {name.lower()}
        whole = "\n".join([code, *(bodies[one] for one in sorted(called & bodies.keys()))])
        if _ASKED.match(name) and _READS.search(whole):
            yield Page(f"{classes.partition(' ')[0]}.{name}".strip("."), start, end, whole)


def _methods(data: bytes) -> Iterator[tuple[str, int, int, str]]:
    found = list(_METHOD.finditer(data))
    for one, following in zip(found, [*(other.start() for other in found[1:]), len(data)], strict=False):
        closed = _END.search(data, one.end(), following)
        code = data[one.end() : closed.start() if closed is not None else following].decode("latin-1")
        yield one[1].decode("latin-1"), one.start(1), one.end(1), _COMMENT.sub(r"\1", code)
