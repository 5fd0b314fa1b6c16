"""Whose PGP key a verification accepts: one that is written down in full, or whichever turns up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.reconciliation.settling import settling_of
from pe_audit.evidence.reconciliation.signed import seals_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.reconciliation.settling import Settling
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_HEX = r"(?:0x)?[0-9A-Fa-f]"
_FULL = rf"\b{_HEX}{{40}}(?:[0-9A-Fa-f]{{24}})?\b|(?:\b[0-9A-Fa-f]{{4}}\s+){{9}}[0-9A-Fa-f]{{4}}\b"
FULL = expression(_FULL)
SHORT = expression(rf"{_HEX}{{8}}(?:[0-9A-Fa-f]{{8}})?")
FETCHES = expression(
    r"(?i)(?<!no-)auto-key-retrieve|auto-key-locate(?![=\s]+(?:local|clear|nodefault)\b)|--(?:recv|receive|search|fetch)-keys?\b"
    r"|--locate-(?:external-)?keys?\b|--refresh-keys\b"
)
_ASKING = frozenset(
    {"recv_keys", "search_keys", "receive_keys", "auto_locate_key", "recv", "refreshkeys", "importfromkeyserver"}
)
_SERVERS = expression(
    r"(?:hkps?|ldap)://|\bkeyserver\b|keys\.openpgp\.org|keyserver\.ubuntu|pgp\.mit\.edu|/pks/lookup|openpgpkey/"
)
_CLIENTS = expression(r"^(?:HKP|WKD|HKPClient|WKDClient|HkpClient)$")
_KEYRING = expression(r"(?i)\bgpg2?\b|gnupg|gpgme|crypt_gpg")
_GIVEN = expression(r"(?i)openpgp|pgpy|sequoia|bcpg|pgpcore|verificationkeys|publickey|public_key")
_PINNED = expression(
    r"(?i)fingerprint|huella|valid_?sig\b|gpgv\b|--keyring|keyring=|gnupghome|gnupg_home|homedir|home_dir|"
    rf"assert-signer|{_FULL}"
)
_KEY_ID = expression(r"(?i)key_?id|keyid|id_?llave|short_?id")


class Pin(NamedTuple):
    """A place that decides whose key counts; `problem` says what is wrong; `sure`: nothing else may mend it."""

    span: Syntax
    problem: str = ""
    sure: bool = True


def pins(source: SourceFile) -> Iterator[Pin]:
    """Fetches of keys, comparisons of key ids, and verifications, in code about settlements. Raises `Unreadable`."""
    settling, seals = settling_of(source), seals_of(source)
    if not settling.is_payment or not seals.speaks:
        return
    yield from (one for one in _fetches(source) if settling.holds(one.span))
    yield from (one for one in _short(source) if settling.holds(one.span))
    scopes = dict.fromkeys(settling.around(call) for call in source.all("call") if settling.holds(call))
    for scope in scopes:
        for call in seals.direct(scope):
            yield Pin(call, *_judged(source, settling, scope, call))


def _fetches(source: SourceFile) -> Iterator[Pin]:
    fetched = (
        "The key is fetched from whoever answers. A key server gives the key of anybody who says he is the gateway"
    )
    for literal in source.all("string"):
        found = FETCHES.search(literal.text) if literal.end - literal.start < 600 else None
        if found is None and not (literal.end - literal.start < 200 and _SERVERS.search(literal.text)):
            continue
        call = next(source.around(literal, "call"), None)
        pinned = FULL.search((call or literal).text[:800]) is not None
        yield Pin(literal, "" if pinned else fetched)
    for call in source.all("call"):
        if call.name.lower() in _ASKING or _CLIENTS.match(call.name):
            yield Pin(call, "" if FULL.search(call.text[:400]) else fetched)


def _short(source: SourceFile) -> Iterator[Pin]:
    """Key ids of 8 or 16 digits, of which anybody can make another key."""
    for comparison in source.all("comparison"):
        if not _KEY_ID.search(comparison.text[:400]):
            continue
        for side in ("left", "right"):
            part = comparison.part(side)
            value = source.string(part) if part is not None else None
            if value is not None and SHORT.fullmatch(value.strip()):
                yield Pin(
                    comparison,
                    "A short key id names more than one key. Others can make a key with the same last digits",
                )


def _judged(source: SourceFile, settling: Settling, scope: Syntax, call: Syntax) -> tuple[str, bool]:
    text = f"{settling.text(scope)}\n{settling.constants}"
    said = f"{call.text[:400]} {source.file.text[:5000]}"
    if (
        _PINNED.search(text)
        or not _KEYRING.search(said)
        or (_GIVEN.search(call.text) and not _KEYRING.search(call.text))
    ):
        return "", True
    return "Any key of the keyring is accepted. Nothing compares the signer's fingerprint with the gateway's", False


def is_about(name: str) -> bool:
    """Whether a setting names the key that settlements are signed with."""
    spoken = re.search(r"(?i)pgp|gpg", name) is not None
    return spoken and (says(name, "reconciliation", "payment", "gateway"))
