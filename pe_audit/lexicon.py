"""What words mean: identifiers split into words, and lexicon.yaml's meanings for them, the same in all languages."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from pe_audit import cache
from pe_audit.expression import expression

_SOURCE = Path(__file__).parent / "lexicon.yaml"
_WORD = expression(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of an identifier or of any piece of code: `firstOrCreate(PE_SIGNATURE)` → first or create pe signature.

    Digits stay with the word before them (sha256), plurals and glued words (apikey) as they are; accents go.
    """
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return tuple(word.lower() for word in _WORD.findall(text))


@lru_cache(maxsize=16384)
def says(text: str, *meanings: str) -> bool:
    """Whether a text has a word, or a run of words, of one of the meanings in lexicon.yaml."""
    found = words(text)
    bare = tuple(word.rstrip("0123456789") or word for word in found)
    runs = _runs(found) if bare == found else _runs(found) | _runs(bare)
    return not all(runs.isdisjoint(phrases(meaning)) for meaning in meanings)


def phrases(meaning: str) -> frozenset[tuple[str, ...]]:
    """The words and runs of words that have a meaning. KeyError for a meaning that lexicon.yaml has not."""
    return _lexicon()[meaning]


@lru_cache(maxsize=4096)
def _runs(spoken: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Its words, and all runs of them that are as long as a phrase can be."""
    return frozenset(
        spoken[n : n + length] for length in range(1, _longest() + 1) for n in range(len(spoken) - length + 1)
    )


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(phrase) for listed in _lexicon().values() for phrase in listed)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, frozenset[tuple[str, ...]]]:
    source = _SOURCE.read_bytes()
    name = "lexicon-" + cache.key(source)
    known = cache.load(name)
    if known is None:
        import yaml

        known = json.dumps(yaml.load(source, Loader=yaml.CSafeLoader)).encode()
        cache.store(name, known)
    return {
        meaning: frozenset(tuple(phrase.split()) for phrase in listed) for meaning, listed in json.loads(known).items()
    }
