"""What a credential among settings is for: the gateway, webhooks, tokens, sessions, encryption, a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.evidence.credential.names import Says, read_name
from pe_audit.evidence.credential.vocabulary import words_of

if TYPE_CHECKING:
    from pe_audit.evidence.credential.shapes import Shapes

GATEWAY = "payment gateway"
_SIGNING = (  # the first that is named decides
    ("webhook", frozenset({"webhook", "webhooks", "notification", "notificacion", "callback", "ipn"})),
    ("token", frozenset({"jwt", "token", "nextauth", "authjs", "bearer"})),
    ("session", frozenset({"session", "sesion", "cookie"})),
    ("signature", frozenset({"signing", "hmac", "signature", "firma", "sign"})),
    ("application", frozenset({"app", "application", "django", "flask", "rails", "base", "laravel"})),
)
_KEYS = (Says.SECRET, Says.KEY, Says.TOKEN, Says.PASSWORD)


def purpose_of(key: str, shapes: Shapes) -> str | None:
    """What the setting of this dotted path keeps a secret for, as a noun; None if it neither signs nor pays.

    A gateway's service id and public keys are none.
    """
    name = _own(key)
    reading = read_name(name)
    if reading.negated or reading.about or reading.strange:
        return None
    if reading.says in _KEYS and shapes.named_in(key):
        return GATEWAY
    if reading.says not in (Says.SECRET, Says.KEY, Says.BARE_KEY) or "access" in reading.words:
        return None
    spoken = set(reading.words)
    if reading.words[-1:] in (("key",), ("secret",)) and len(words_of(key.rpartition(".")[2])) == 1:
        spoken |= set(words_of(key.rpartition(name)[0][-60:]))
    elif reading.says is Says.BARE_KEY:  # `limit_key`, `result_key`: any other word before it makes it a map's
        spoken &= {"key", *(word for word in reading.words if len(reading.words) == 2)}
    for purpose, words in _SIGNING:
        is_map = purpose == "application" and reading.says is Says.BARE_KEY  # as in `Application.Colors.Color.Key`
        if words & (spoken & set(reading.words) if is_map else spoken):
            return purpose
    return "application" if reading.words in (("secret", "key"), ("secret",)) and "." not in key else None


def _own(key: str) -> str:
    """A key's last word, with the one before where the last is only `key`, `secret` or `value`."""
    words = [word for word in key.split(".") if not word.isdigit()]
    return ".".join(words[-2:]) if len(words) > 1 and len(words_of(words[-1])) == 1 else "".join(words[-1:])
