"""OpenPGP public keys, armored or binary: creation time and full fingerprint of each primary key.

RFC 9580, sections 4.2 (packets), 5.5.2 (keys), 5.5.4 (fingerprints) and 6 (armor); version 5 as GnuPG 2.3 has it.
"""

from __future__ import annotations

import hashlib
import re
from binascii import Error as Base64Error
from binascii import a2b_base64
from typing import TYPE_CHECKING

from pe_audit.expression import expression
from pe_audit.inventory.exported import Broken, Exported, day_of, name_of
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARMOR = expression(rb"-----BEGIN PGP PUBLIC KEY BLOCK-----[ \t]*\r?\n(.*?)-----END PGP PUBLIC KEY BLOCK", re.DOTALL)
_HEADERS = expression(rb"\A(?:[A-Za-z]+: [^\n]*\n)*[ \t]*\r?\n")
_CHECKSUM = expression(rb"^=[A-Za-z0-9+/]{4}\s*\Z", re.MULTILINE)
_PUBLIC_KEY, _SECRET_KEY, _SIGNATURE, _USER = 6, 5, 2, 13
_REVOKED = 0x20  # the type of a signature that takes a key back
_PREFIXES = {4: (0x99, 2, hashlib.sha1), 5: (0x9A, 4, hashlib.sha256), 6: (0x9B, 4, hashlib.sha256)}


def keys(data: bytes) -> Iterator[Exported]:
    """Every primary key. Raises PeAuditError for secret keys, and Broken for what is no OpenPGP."""
    for block in [_unarmored(match[1]) for match in _ARMOR.finditer(data)] or [data]:
        yield from _keys(block)


def _unarmored(body: bytes) -> bytes:
    try:
        return a2b_base64(_CHECKSUM.sub(b"", _HEADERS.sub(b"", body)))
    except Base64Error as error:
        raise Broken("broken armor") from error


def _keys(data: bytes) -> Iterator[Exported]:
    found: list[Exported] = []
    is_primary = False  # the last packet was a primary key, and a signature on it is about the key itself
    for tag, body in _packets(data):
        if tag == _SECRET_KEY:
            raise PeAuditError("it holds a secret key", "export the public one: `gpg --armor --export NAME`")
        if tag == _PUBLIC_KEY:
            found.append(_key(body))
        elif found and tag == _USER and not found[-1].id:
            found[-1] = found[-1]._replace(id=name_of(body.decode("utf-8", "replace")))
        elif found and tag == _SIGNATURE and is_primary and body[1:2] == bytes([_REVOKED]):
            found[-1] = found[-1]._replace(is_retired=True)
        is_primary = tag == _PUBLIC_KEY or (tag == _SIGNATURE and is_primary)
    yield from (key if key.id else key._replace(id=key.fingerprint) for key in found)


def _key(body: bytes) -> Exported:
    known = _PREFIXES.get(body[0]) if len(body) > 6 else None
    if known is None:
        raise Broken("a key of no known version")
    prefix, width, digest = known
    fingerprint = digest(bytes([prefix]) + len(body).to_bytes(width, "big") + body).hexdigest().upper()
    created = day_of(int.from_bytes(body[1:5], "big"))
    return Exported("", "", created, fingerprint=fingerprint, purpose="pgp")


def _packets(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(data):
        head = data[position]
        if not head & 0x80:
            raise Broken("no packet")
        if head & 0x40:
            tag = head & 0x3F
            start, length = _new_length(data, position + 1)
        else:
            tag, width = (head >> 2) & 0x0F, 1 << (head & 0x03)
            if width == 8:
                raise Broken("a packet without a length")
            start = position + 1 + width
            length = int.from_bytes(data[position + 1 : start], "big")
        if start + length > len(data):
            raise Broken("a packet cut short")
        yield tag, data[start : start + length]
        position = start + length


def _new_length(data: bytes, at: int) -> tuple[int, int]:
    """Where the packet's body starts and how long it is; pieces of partial length are for messages, not for keys."""
    first = data[at] if at < len(data) else 0xE0
    if first < 192:
        return at + 1, first
    if first < 224:
        return at + 2, ((first - 192) << 8) + int.from_bytes(data[at + 1 : at + 2], "big") + 192
    if first == 255:
        return at + 5, int.from_bytes(data[at + 1 : at + 5], "big")
    raise Broken("a packet of partial length")
