"""What a key is for, and where, as far as its name says."""

from __future__ import annotations

from pe_audit import lexicon

_PURPOSES = {
    "mtls": {"mtls", "client cert", "clientcert", "client certificate"},
    "pgp": {"pgp", "gpg", "openpgp"},
    "oauth-client": {"oauth", "oauth2", "client secret", "clientsecret"},
}
_API = {"api", "apikey", "access key", "accesskey", "secret key", "secretkey"}


def purpose_of(name: str) -> str:
    """mtls, pgp, oauth-client, webhook or api; empty where the name does not say."""
    spoken = f" {' '.join(lexicon.words(name))} "
    for purpose, phrases in _PURPOSES.items():
        if any(f" {phrase} " in spoken for phrase in phrases):
            return purpose
    if lexicon.says(name, "webhook", "signature"):
        return "webhook"
    return "api" if any(f" {phrase} " in spoken for phrase in _API) else ""


def environment_of(name: str) -> str:
    """production or sandbox; empty where the name says neither, or both."""
    is_live, is_rehearsal = lexicon.says(name, "production"), lexicon.says(name, "rehearsal")
    if is_live == is_rehearsal:
        return ""
    return "production" if is_live else "sandbox"
