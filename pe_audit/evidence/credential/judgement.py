"""How sure it is that a candidate is a credential: points that add up, each with its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pe_audit.evidence.credential import points
from pe_audit.evidence.credential.candidate import Candidate, Syntax
from pe_audit.evidence.credential.names import Reading, Says, read_name
from pe_audit.evidence.credential.shapes import worth
from pe_audit.evidence.credential.values import Look, decoded, entropy, look_of, wordy_share
from pe_audit.evidence.credential.vocabulary import READERS, TRIAL_WORDS, word_set, words_of
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.credential.shapes import Shapes

Point = tuple[int, str]
_LOCAL = expression(
    r"(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[a-z][a-z0-9_\-]*)$", re.IGNORECASE
)
_MADE_UP = expression(
    r"(?:^|[.@])(?:example\.(?:com|org|net)|[\w\-.]+\.(?:example|test|invalid)|host(?:_?name)?|your\S*|server|proxy"
    r"|domain\S*|tu\S*|xxx+)$",
    re.IGNORECASE,
)
_MADE_UP_LOOKS = (Look.PLACEHOLDER, Look.RESERVED, Look.SEQUENCE, Look.MASKED, Look.TEMPLATE)
_WEAK_KINDS = (Says.PASSWORD, Says.CREDENTIAL)
_KEY_LENGTHS = {Says.KEY: 12, Says.TOKEN: 12, Says.BARE_KEY: 20}  # shorter ones are mostly names
_IN_WORDS = frozenset({Look.RANDOM, Look.HEX, Look.STRONG, Look.MIXED, Look.PHRASE, Look.WORD, Look.IDENTIFIER})
_PAIRS = frozenset(
    tuple(pair.split(":"))
    for pair in word_set("""
user:pass user:password username:password user:pwd usuario:clave login:password usuario:contraseña usuario:password
foo:bar user:secret me:secret name:password user:passwd
""")
)


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of the file: a test, an example, translations, source code; and of the line: a comment."""

    test: bool = False
    example: bool = False
    built: bool = False
    translation: bool = False
    code: bool = False
    comment: bool = False
    gateway_near: bool = False
    firebase_near: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """`points` of a candidate; `reasons` are the strongest of them in words, most telling first."""

    candidate: Candidate
    says: Says
    points: int
    scored: tuple[Point, ...]

    @property
    def reported(self) -> bool:
        return self.points >= points.REPORTED

    @property
    def precision(self) -> Precision:
        if self.points >= points.HIGH and points.GATEWAY_SAMPLE not in self.scored:
            return Precision.HIGH
        return Precision.MEDIUM if self.points >= points.MEDIUM else Precision.LOW

    @property
    def reasons(self) -> tuple[str, ...]:
        """The three sentences that weigh most on the side that won."""
        sign = 1 if self.reported else -1
        ordered = sorted((point for point in self.scored if point[0] * sign > 0), key=lambda point: -abs(point[0]))
        return tuple(sentence for _, sentence in ordered[:3])


def judge(candidate: Candidate, place: Place, shapes: Shapes) -> Judgement:
    """Add up what name, value, syntax and place say of a candidate."""
    reading = read_name(candidate.name)
    if candidate.syntax is Syntax.SHAPE:
        scored = [*_form(candidate, shapes), *_place(candidate, place, Says.KEY)]
        says = Says.KEY
    else:
        says = _says(candidate, reading)
        if says is Says.NOTHING and not shapes.fits_length(candidate.value):
            return Judgement(candidate, says, points.VETO, (points.NAME[says],))
        look = look_of(candidate.value)
        scored = [
            *_name(candidate, reading, says, place),
            *_value(candidate, says, look, place),
            *_gateway(candidate, says, place, shapes),
            *_written(candidate, reading, look, place, shapes),
            *_place(candidate, place, says),
        ]
    return Judgement(candidate, says, sum(worth for worth, _ in scored), tuple(scored))


def _says(candidate: Candidate, reading: Reading) -> Says:
    if candidate.syntax in (Syntax.SIGNING,):
        return Says.SECRET
    if candidate.syntax is Syntax.HEADER:
        return Says.PASSWORD if candidate.context == "basic" else Says.TOKEN
    return reading.says


def _name(candidate: Candidate, reading: Reading, says: Says, place: Place) -> Iterator[Point]:
    yield points.NAME[says]
    if says is Says.NOTHING or candidate.syntax in (Syntax.SIGNING, Syntax.HASHED, Syntax.URL, Syntax.HEADER):
        return
    if reading.negated:
        yield points.NEGATED
    if reading.about:
        yield points.ABOUT
    for _ in range(min(reading.strange, 3)):
        yield points.STRANGE
    if candidate.syntax is Syntax.ARGUMENT and not READERS.isdisjoint(reading.words):
        yield points.VERB


def _value(candidate: Candidate, says: Says, look: Look, place: Place) -> Iterator[Point]:
    value = candidate.value
    yield _worth(candidate, says, look)
    if (
        place.code
        and says in _WEAK_KINDS
        and look in (Look.WORD, Look.NUMBER)
        and candidate.syntax is not Syntax.HASHED
    ):
        yield points.IN_CODE
    if len(value) < (4 if says is Says.PASSWORD else 6):
        yield points.SHORT
    if len(value) < _KEY_LENGTHS.get(says, 0):
        yield points.BRIEF_KEY
    if look is Look.UUID and says is Says.TOKEN and candidate.syntax is Syntax.PARAMETER:
        yield points.DOWNLOAD
    if look in _IN_WORDS and not TRIAL_WORDS.isdisjoint(words_of(value)):
        yield points.TRIAL_WORD


def _worth(candidate: Candidate, says: Says, look: Look) -> Point:
    """The look's points: for passwords any word may do, a secret may be a passphrase, other keys must be random."""
    behind_lookup = candidate.syntax is Syntax.FALLBACK
    if says in _WEAK_KINDS:
        return points.VALUE_OF_PASSWORD[look]
    if says is Says.SECRET and behind_lookup and look in points.KNOWN_DEFAULT:
        return points.KNOWN_DEFAULT[look]
    if look in points.PASSPHRASE and (says is Says.SECRET or (behind_lookup and says is not Says.BARE_KEY)):
        return points.PASSPHRASE[look]
    return points.VALUE_OF_KEY[look]


def _gateway(candidate: Candidate, says: Says, place: Place, shapes: Shapes) -> Iterator[Point]:
    value = candidate.value
    if shapes.is_access_key(value):
        yield points.GATEWAY_KEY
    elif shapes.is_old_access_key(value):
        yield points.GATEWAY_OLD_KEY
    elif shapes.may_be_secret_key(value):
        yield points.GATEWAY_SHAPE
        if _configures(candidate, shapes):
            yield points.SDK_CONFIGURED
        elif says is Says.NOTHING and place.gateway_near:
            yield points.GATEWAY_NEAR
    if shapes.is_sample(value):
        yield points.GATEWAY_SAMPLE


def _configures(candidate: Candidate, shapes: Shapes) -> bool:
    """Whether the value is the unlabelled first argument of the gateway's SDK."""
    words = words_of(candidate.name)
    return (
        bool(words)
        and words[-1] in ("config", "configure", "init", "initialize", "setup")
        and shapes.named_in(candidate.context + candidate.name)
    )


def _written(candidate: Candidate, reading: Reading, look: Look, place: Place, shapes: Shapes) -> Iterator[Point]:
    if candidate.syntax in (Syntax.ENTRY, Syntax.ASSIGNED) and not place.code:
        yield points.SYNTAX[Syntax.SETTING]
    elif candidate.syntax is not Syntax.LOOKUP or not _configures(candidate, shapes):
        yield points.SYNTAX[candidate.syntax]
    if look in (Look.IDENTIFIER, Look.WORD) and candidate.value.isupper() and _names_constant(candidate):
        yield points.CONSTANT
    if look is Look.WORD and candidate.value.istitle() and candidate.syntax is not Syntax.URL:
        yield points.CAPITALISED
    if candidate.joined:
        yield points.JOINED
    if candidate.syntax is Syntax.HEADER and look not in (Look.RANDOM, Look.HEX, Look.STRONG, Look.MIXED):
        yield points.PROSE
    if candidate.syntax is Syntax.HEADER and candidate.context == "basic":
        yield from _unpacked(candidate)
    if _repeats(candidate, reading):
        yield points.SAME_AS_NAME
    if candidate.syntax is Syntax.URL:
        user, _, host = candidate.context.rpartition("@")
        if (user.lower(), candidate.value.lower()) in _PAIRS or _MADE_UP.search(host):
            yield points.SAMPLE_HOST
        elif _LOCAL.match(host):
            yield points.LOCAL_HOST


def _unpacked(candidate: Candidate) -> Iterator[Point]:
    """`Basic …` is base64 of user:password, or nothing."""
    user, colon, password = decoded(candidate.value).partition(":")
    if not colon or len(password) < 3:
        yield points.PROSE
    elif (
        look_of(password) in (Look.PLACEHOLDER, Look.RESERVED, Look.SEQUENCE)
        or (user, password) in _PAIRS
        or _names_credential(password)
    ):
        yield points.VETO, "it is a placeholder"


def _repeats(candidate: Candidate, reading: Reading) -> bool:
    """`token: "access_token"`, `'password' => 'Password'`: the value is the name again, or a part of it."""
    if candidate.syntax in (Syntax.URL, Syntax.HASHED, Syntax.SIGNING, Syntax.FLAG, Syntax.HEADER):
        return False
    value = [word for word in words_of(candidate.value) if not word.isdigit() or len(word) > 1]
    if candidate.syntax is Syntax.FALLBACK:
        return "".join(value) == "".join(reading.words)
    if candidate.syntax in (Syntax.SETTING, Syntax.PARAMETER) and len(value) == 1:
        return False
    if not value or any(word.isdigit() for word in value):
        return False
    strange = set(value) - set(reading.words)
    return (
        not strange
        or "".join(value) in "".join(reading.words)
        or (len(value) > 1 and len(strange) <= 1 and _names_credential(candidate.value))
    )


def _names_constant(candidate: Candidate) -> bool:
    """`|| 'APP_SECRET'`, `--password PASS`: capitals that say what should stand there."""
    return candidate.syntax is Syntax.FLAG or _names_credential(candidate.value)


def _names_credential(value: str) -> bool:
    return read_name(value).says not in (Says.NOTHING,)


def _form(candidate: Candidate, shapes: Shapes) -> Iterator[Point]:
    value = candidate.value
    if candidate.context == "gateway":
        yield points.GATEWAY_OLD_KEY if shapes.is_old_access_key(value) else points.GATEWAY_KEY
        if shapes.is_sample(value):
            yield points.GATEWAY_SAMPLE
        if look_of(value) is Look.PLACEHOLDER:
            yield points.VETO, "it is a placeholder"
        return
    yield worth()[candidate.context], f"it has the form of a {candidate.context}"
    if entropy(value) < 3.0 or wordy_share(value) > 0.75 or look_of(value) in _MADE_UP_LOOKS:
        yield points.VETO, "it is a placeholder"


def _place(candidate: Candidate, place: Place, says: Says) -> Iterator[Point]:
    if place.translation:
        yield points.TRANSLATION
    if place.test:
        yield points.TESTING
    elif place.example:
        yield points.EXAMPLE
    if says is Says.TOKEN and (place.test or place.example or place.comment):
        yield points.SESSION
    if place.built:
        yield points.BUILT
    if place.comment:
        yield points.COMMENT
    if place.firebase_near and candidate.value.startswith("AIza"):
        yield points.FIREBASE
