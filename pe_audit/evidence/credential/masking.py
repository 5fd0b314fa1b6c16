"""A line as it may be shown: every secret in it replaced by asterisks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHOWN_FROM = 20  # characters: a value this long keeps its first two, so that people know which one is meant
_TELLING = 4  # characters of a random secret that may not be left standing anywhere, not even as a part
_DOUBTFUL = 10  # points: what the rules would not report is masked from here on
# Words of our own sentences: that a secret has them in it too tells nobody anything.
_OURS = ("password", "passphrase", "secret", "token", "private", "access", "literal")
_WORDY = 0.4  # less of a long run in words is no identifier, though it may look like a placeholder by chance
_CHUNK, _OVERLAP = 2_000, 500  # characters: a long line is looked through piece by piece
_DENSE = expression(r"[A-Za-z0-9+/_~.\-]{20,}={0,2}")  # the `=` of base64, not the one between a name and its value

Span = tuple[int, int]


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with every given secret, and whatever else looks like one, replaced by asterisks of its length."""
    spans = sorted({*_given(text, secrets), *_found(text)})
    parts: list[str] = []
    at = 0
    for start, end in _merged(spans):
        parts += [text[at:start], masked(text[start:end])]
        at = end
    return _without_remnants("".join([*parts, text[at:]]), secrets)


def masked(secret: str) -> str:
    """A secret as it may be shown: same length, at most its first two characters."""
    kept = secret[:2] if len(secret) >= _SHOWN_FROM else ""
    return kept + "*" * (len(secret) - len(kept))


def _given(text: str, secrets: Iterable[str]) -> Iterator[Span]:
    for secret in secrets:
        at = text.find(secret) if secret else -1
        while at >= 0:
            if not _is_common(secret) or _stands_as_value(text, at, at + len(secret)):
                yield at, at + len(secret)
            at = text.find(secret, at + 1)


def _is_common(secret: str) -> bool:
    """A few letters or one plain word: `password` as a password must not blank the word wherever it is used."""
    return len(secret) < _TELLING or (len(secret) <= 12 and secret.isalpha() and secret.islower())


def _stands_as_value(text: str, start: int, end: int) -> bool:
    """Nothing of a word around it, and before it an operator, a quote or the start."""
    if text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum():
        return False
    return not text[:start].rstrip()[-1:].isalnum()


def _found(text: str) -> Iterator[Span]:
    """What the rules see as credentials, and any long run of random characters, whatever it is called."""
    from pe_audit.evidence.credential.finding import judged
    from pe_audit.evidence.credential.judgement import Place
    from pe_audit.evidence.credential.shapes import Shapes
    from pe_audit.evidence.credential.values import Look, look_of, wordy_share

    shapes = Shapes(())
    for base in range(0, max(len(text), 1), _CHUNK):
        piece = text[max(0, base - _OVERLAP) : base + _CHUNK]
        start = max(0, base - _OVERLAP)
        for judgement in judged(piece, Place(), shapes):
            if judgement.points >= _DOUBTFUL:
                yield start + judgement.candidate.start, start + judgement.candidate.end
        for run in _DENSE.finditer(piece):
            if look_of(run.group()) in (Look.RANDOM, Look.HEX, Look.UUID) or wordy_share(run.group()) < _WORDY:
                yield start + run.start(), start + run.end()


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for start, end in spans:
        if held is None or start > held[1]:
            if held is not None:
                yield held
            held = start, end
        else:
            held = held[0], max(held[1], end)
    if held is not None:
        yield held


def _without_remnants(text: str, secrets: Iterable[str]) -> str:
    """The text without even parts of the random secrets: a shortened copy beside the whole one tells as much."""
    from pe_audit.evidence.credential.values import Look, look_of, wordy_share

    for secret in secrets:
        in_words = wordy_share(secret) > 0.45 and (secret.islower() or look_of(secret) is Look.PLACEHOLDER)
        if len(secret) < 8 or len(secret) > 4_000 or in_words:
            continue  # a passphrase in words: its words may stand elsewhere, and tell nothing there
        parts = _pieces(secret) - _pieces("*" * _TELLING).union(*map(_pieces, _OURS))
        told = [at for at in range(len(text) - _TELLING + 1) if text[at : at + _TELLING] in parts]
        for at in told:
            text = text[:at] + "*" * _TELLING + text[at + _TELLING :]
    return text


def _pieces(text: str) -> set[str]:
    return {text[at : at + _TELLING] for at in range(len(text) - _TELLING + 1)}
