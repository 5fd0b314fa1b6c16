"""A judgement in words, for messages: never the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.candidate import Syntax
from pe_audit.evidence.credential.names import Says

if TYPE_CHECKING:
    from pe_audit.evidence.credential.judgement import Judgement

_LONGEST = 40  # characters of a name in a message
_KINDS = {
    Says.PASSWORD: "password",
    Says.SECRET: "secret",
    Says.TOKEN: "token",
    Says.KEY: "key",
    Says.BARE_KEY: "key",
    Says.CREDENTIAL: "credential",
    Says.NOTHING: "key",
}


def shown_name(judgement: Judgement) -> str:
    """What the value belongs to: its name as written, a provider, a URL's user and host."""
    candidate = judgement.candidate
    if candidate.syntax is Syntax.URL:
        return "The address"
    if candidate.syntax is Syntax.HEADER:
        return "The Authorization header"
    if candidate.syntax is Syntax.SHAPE:
        return "This line"
    if candidate.syntax in (Syntax.HASHED, Syntax.SIGNING):
        return f"{_cut(candidate.context)}()"
    return _cut(candidate.name)


def described(judgement: Judgement) -> str:
    """The kind of credential as a noun."""
    if judgement.candidate.syntax is Syntax.SHAPE and judgement.candidate.context != "gateway":
        return judgement.candidate.context
    return _KINDS[judgement.says]


def explained(judgement: Judgement) -> str:
    """The strongest reasons as one sentence."""
    reasons = judgement.reasons
    return f"Why: {'; '.join(reasons)}." if reasons else ""


def _cut(name: str) -> str:
    clean = "".join(c for c in name if c.isprintable()).strip()
    return clean if len(clean) <= _LONGEST else "…" + clean[1 - _LONGEST :]
