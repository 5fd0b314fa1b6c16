"""secret-fallback: a literal or an empty default behind the lookup of a credential."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.candidate import Syntax
from pe_audit.evidence.credential.names import Says, read_name
from pe_audit.evidence.credential.scan import Located, credentials, shapes_of
from pe_audit.evidence.credential.vocabulary import CONFIGURATION_WORDS, words_of
from pe_audit.evidence.credential.wording import described, explained, shown_name
from pe_audit.evidence.text import Text
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.credential.judgement import Judgement
    from pe_audit.evidence.text import File
    from pe_audit.model import Observed

_SIGNING = frozenset({"webhook", "signing", "sign", "signature", "hmac", "jwt", "notification", "ipn", "callback"})
_SIGNS = expression(
    rb"createHmac|hash_hmac|hmac\.new|HMAC|HmacSHA|jwt\.(?:sign|verify|encode|decode)|JWT::|jsonwebtoken|hash\(\s?['\"]sha256"
)
_GUARD = expression(rb"isConfigured|is_configured|estaConfigurado|throw |raise |abort\(|process\.exit|sys\.exit")


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Text)
    file = evidence.file
    for located in credentials(evidence):
        judgement = located.judgement
        if _is_lookup(judgement):
            yield file.observe(located.start, located.end, identity=judgement.candidate.value)
            continue
        if judgement.candidate.syntax is not Syntax.FALLBACK or judgement.says in (Says.NOTHING, Says.BARE_KEY):
            continue
        name = shown_name(judgement)
        if judgement.reported:
            yield file.observe(
                located.start,
                located.end,
                f"{name} falls back to a literal {described(judgement)}. {explained(judgement)}",
                identity=name,
                secrets=(judgement.candidate.value,),
                precision=judgement.precision,
            )
        elif not judgement.candidate.value and _matters(file, located):
            problem = f"{name} falls back to an empty {described(judgement)}. An empty key signs as well as any other."
            yield file.observe(located.start, located.end, problem, identity=name, precision=Precision.LOW)
        else:
            yield file.observe(located.start, located.end, identity=name)


def _is_lookup(judgement: Judgement) -> bool:
    """A credential read by name and nothing more: what a sound program does."""
    candidate = judgement.candidate
    return candidate.syntax is Syntax.LOOKUP and read_name(candidate.value).says not in (Says.NOTHING, Says.BARE_KEY)


def _matters(file: File, located: Located) -> bool:
    """Whether an empty default may really be signed with: a signing secret, and nothing in sight that refuses it."""
    candidate = located.judgement.candidate
    reading = read_name(candidate.name)
    if located.judgement.says is not Says.SECRET or reading.negated or reading.about:
        return False
    if not CONFIGURATION_WORDS & set(words_of(candidate.context)):
        return False
    shapes = shapes_of(file)
    named = shapes.named_in(candidate.name) or not _SIGNING.isdisjoint(reading.words)
    if _is_plain_configuration(file):
        return named
    return (named or _SIGNS.search(file.data) is not None) and _GUARD.search(file.data) is None


def _is_plain_configuration(file: File) -> bool:
    """A Laravel config file: an array and no code, so whoever reads it gets the empty string."""
    return file.uri.endswith(".php") and b"return [" in file.data and b"function " not in file.data
