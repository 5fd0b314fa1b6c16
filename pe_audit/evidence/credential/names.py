"""What a name says of the value behind it: whether it is a credential, of which kind, or only about one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from pe_audit.evidence.credential.vocabulary import (
    ABOUT,
    CREDENTIALS,
    HARMLESS,
    KEY_KINDS,
    KEYS,
    NEGATING,
    PASSWORDS,
    SECRETS,
    TOKENS,
    words_of,
)


class Says(Enum):
    """What the name says the value is. For passwords syntax and path decide, for the others randomness does."""

    PASSWORD = "password"
    SECRET = "secret"
    TOKEN = "token"
    KEY = "key"
    BARE_KEY = "bare key"
    CREDENTIAL = "credential"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Reading:
    """`negated`: a word turns the meaning; `about`: the last word names a property of the secret, not the secret."""

    says: Says
    words: tuple[str, ...]
    negated: str = ""
    about: str = ""
    strange: int = 0


@lru_cache(maxsize=4096)
def read_name(name: str) -> Reading:
    """A name as it is written in code or settings; dotted paths and callees are read by their last words."""
    words = words_of(_tail(name))
    says, at = _kind(words)
    if says is Says.NOTHING:
        return Reading(says, words)
    kind_of_key = at - 1 if words[at] in KEYS and words[at - 1 : at] and words[at - 1] in KEY_KINDS else -1
    negated = next((word for n, word in enumerate(words) if word in NEGATING and n != kind_of_key), "")
    after = [word for word in words[at + 1 :] if not word.isdigit()]
    about = next((word for word in after if word in ABOUT), "")
    if says is Says.PASSWORD and words[-1] == "key":
        about = "key"  # `passwordKey`: under which a Kubernetes Secret keeps it
    strange = sum(1 for word in after if word not in HARMLESS and word not in ABOUT and word not in NEGATING)
    return Reading(says, words, negated, about, strange)


def _tail(name: str) -> str:
    """The last parts of a path: `client.secret.key.value`, `services.pagoefectivo.secret_key`, `$this->apiKey`."""
    parts = [part for part in name.replace("->", ".").replace("::", ".").replace("/", ".").split(".") if part]
    return ".".join(parts[-4:])


def _kind(words: tuple[str, ...]) -> tuple[Says, int]:
    """The kind of the last word that names a credential, and where it stands."""
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word in PASSWORDS:
            return Says.PASSWORD, at
        if word in SECRETS:
            return Says.SECRET, at
        if word in TOKENS:
            return Says.TOKEN, at
        if word in KEYS or (word == "keys" and at):
            before = words[at - 1] if at else ""
            if before in ("secret", "private", "secreta", "privada", "signing", "encryption", "hmac", "master"):
                return Says.SECRET, at
            if before in KEY_KINDS:
                return Says.KEY, at
            if not any(other in SECRETS | TOKENS | PASSWORDS for other in words[:at]):
                return Says.BARE_KEY, at
        elif word in CREDENTIALS:
            return Says.CREDENTIAL, at
    return Says.NOTHING, -1
