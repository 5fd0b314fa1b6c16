"""Private keys in a file's bytes: PEM, OpenSSH, PGP, PuTTY, XML, JWK, DER, PKCS#12, Java key stores, .NET blobs."""

from __future__ import annotations

import base64
import hashlib
import re
import warnings
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_BEGIN = expression(rb"-----BEGIN ((?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?)-----")
_MOST = 500  # of a kind in one file: what holds more was made to keep us busy
_LONGEST = 20_000  # bytes of armour: an RSA key of 16,384 bits has 13,000
_NOT_BASE64 = expression(rb"[^A-Za-z0-9+/=]+")
_QUOTED = expression(rb"[\"'`]([^\"'`]*)[\"'`]")
_MARKS = expression(rb"^\s*(?://|/\*|\*|#|>|\+|\|)\s+")  # of comments, quotations, diffs
_QUOTE = expression(rb"[\"'`]")
_ESCAPED = expression(rb"\\+[nrt]")
_ARMOUR_HEADER = expression(
    rb"(?m)^[\s\"'+/*#>|]*(?:Proc-Type|DEK-Info|Version|Comment|Charset|Hash|X-\w+)[^\r\n]*[\r\n]?"
)
_PUTTY = expression(rb"PuTTY-User-Key-File-\d: (\S{1,40})\s+Encryption: (\S{1,40})")
_XML = expression(rb"<RSAKeyValue>")
_XML_PRIVATE = expression(rb"<D>[A-Za-z0-9+/=\s]{40,2000}</D>")
_JWK = expression(rb"\"kty\"\s?:\s?\"(RSA|EC|OKP|oct)\"")
_JWK_PRIVATE = expression(rb"\"[dk]\"\s?:\s?\"([A-Za-z0-9_\-]{40,1500})\"")
_BARE = expression(rb"(?<![A-Za-z0-9+/])MII[A-Za-z0-9+/]{3}IBA(?:DANBgkq|AK[BC])[A-Za-z0-9+/=\s\\\"'+.,]{150,13000}")
_DOTNET = b"\x00\x01\x00\x00\x00\xff\xff\xff\xff\x01"


class State(Enum):
    """`OPEN`: usable as it is. `LOCKED`: behind a passphrase. `HARMLESS`: a header, a sample, a public key."""

    OPEN = "open"
    LOCKED = "locked"
    HARMLESS = "harmless"


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A place where a private key begins. `material`: its lines as written, for masking; `kind`: what it is.

    `spki` is the SHA-256 of its public half's SubjectPublicKeyInfo, in hex; empty where that cannot be had.
    """

    start: int
    end: int
    state: State
    kind: str
    material: tuple[str, ...] = ()
    spki: str = ""


_Parsed = tuple[State, str, str]  # state, kind, spki
_SAMPLE: _Parsed = (State.HARMLESS, "a sample that cannot be read", "")
_LOCKED: _Parsed = (State.LOCKED, "encrypted key", "")
_RARE: _Parsed = (State.OPEN, "key of a rare kind", "")


def private_keys(data: bytes, profiles: Sequence[Mapping[str, Any]]) -> Iterator[PrivateKey]:
    """Every private key, or what looks like one, in a file's bytes. `profiles`: credentials of the gateways."""
    for match in islice(_BEGIN.finditer(data), _MOST):
        yield _armoured(data, match)
    for match in islice(_PUTTY.finditer(data), _MOST):
        state = State.OPEN if match[2] == b"none" else State.LOCKED
        yield PrivateKey(*match.span(), state, "PuTTY key", _lines(data[match.end() : match.end() + 4_000]))
    for match in islice(_XML.finditer(data), _MOST):
        private = _XML_PRIVATE.search(data, match.end(), match.end() + 4_000)
        if private is not None:
            yield PrivateKey(*match.span(), State.OPEN, "RSA key in XML", _lines(data[match.end() : private.end()]))
    for match in islice(_JWK.finditer(data), _MOST):
        yield from _jwk(data, match)
    for match in islice(_BARE.finditer(data), _MOST):
        if data.rfind(b"PRIVATE KEY", max(0, match.start() - 60), match.start()) < 0:
            yield _bare(match)
    if data[:1] in (b"\x30", b"\xfe", b"\xce", b"\x00"):
        yield from _container(data, profiles)


def _armoured(data: bytes, begin: re.Match[bytes]) -> PrivateKey:
    label = begin[1]
    stop = data.find(b"-----END " + label, begin.end(), begin.end() + _LONGEST)
    body = data[begin.end() : stop] if stop >= 0 else b""
    locked = b"ENCRYPTED" in label or b"ENCRYPTED" in body[:200]
    material = base64_of(_ESCAPED.sub(b"", _ARMOUR_HEADER.sub(b"", body)))
    state, kind, spki = State.HARMLESS, "a header without a key", ""
    if len(material) >= 64:
        state, kind, spki = _parsed(label, material, locked=locked)
    lines = _lines(body) if state is not State.HARMLESS else ()
    return PrivateKey(begin.start(), begin.end(), state, kind, lines, spki)


def _bare(match: re.Match[bytes]) -> PrivateKey:
    """An RSA key in base64 without armour, as payment consoles hand it out."""
    material = base64_of(b'"' + _ESCAPED.sub(b"", match[0]))
    whole = material.partition(b"=")[0]
    state, kind, spki = _parsed(b"PRIVATE KEY", whole[: len(whole) // 4 * 4 + 3], locked=False)
    lines = _lines(match[0]) if state is not State.HARMLESS else ()
    return PrivateKey(match.start(), match.start() + 20, state, kind, lines, spki)


def base64_of(body: bytes) -> bytes:
    """The base64 in a key's body, whatever quotes, plus signs, comment marks and blanks a language puts around it."""
    lines = []
    for number, line in enumerate(body.splitlines()):
        quoted = _QUOTED.search(line)
        if quoted is not None:
            line = quoted[1]
        elif number == 0 and _QUOTE.search(line) is not None:
            continue  # the header's own string ends here
        kept = _NOT_BASE64.sub(b"", _MARKS.sub(b"", line))
        if kept.startswith(b"=") and len(kept) == 5:  # PGP's check sum
            continue
        lines.append(kept)
    return b"".join(lines)


def _parsed(label: bytes, material: bytes, *, locked: bool) -> _Parsed:
    try:
        raw = base64.b64decode(material + b"=" * (-len(material) % 4))
    except ValueError:
        return _SAMPLE
    if b"PGP" in label:
        secret = raw[:1] and (raw[0] & 0xFC == 0x94 or raw[0] == 0xC5)
        return (State.OPEN, "PGP key", "") if secret and len(raw) >= 100 else _SAMPLE
    if locked:
        return _LOCKED
    return _loaded(label, raw)


def _loaded(label: bytes, raw: bytes) -> _Parsed:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization

    warnings.filterwarnings("ignore", module=re.escape(__name__))  # the library's advice on old kinds of keys
    try:
        if raw.startswith(b"openssh-key-v1\0"):
            body = base64.encodebytes(raw)
            armour = b"-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + b"-----END OPENSSH PRIVATE KEY-----\n"
            key: Any = serialization.load_ssh_private_key(armour, None)
        else:
            key = serialization.load_der_private_key(raw, None)
    except TypeError:
        return _LOCKED
    except UnsupportedAlgorithm:
        return _RARE
    except ValueError as error:
        if "password" in str(error).lower():
            return _LOCKED
        return _RARE if _is_whole(raw) else _SAMPLE
    size = getattr(key, "key_size", None)
    name = type(key).__name__.removesuffix("PrivateKey").removeprefix("_")
    return State.OPEN, f"{name} key of {size} bits" if size else f"{name} key", _spki(key)


def _spki(key: Any) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    try:
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except ValueError:  # of a kind that certificates do not hold
        return ""
    return hashlib.sha256(public).hexdigest()


def _is_whole(raw: bytes) -> bool:
    """Whether the outermost ASN.1 sequence is as long as it says: cut samples and made-up text are not."""
    if raw[:2] == b"\x30\x82" and len(raw) > 4:
        return len(raw) - 4 == int.from_bytes(raw[2:4], "big") and b"\x02" in raw[4:12]
    if raw[:2] == b"\x30\x81" and len(raw) > 3:
        return len(raw) - 3 == raw[2]
    return raw[:1] == b"\x30" and len(raw) > 40 and len(raw) - 2 == raw[1]


def _jwk(data: bytes, match: re.Match[bytes]) -> Iterator[PrivateKey]:
    low, high = max(0, match.start() - 3_000), match.end() + 3_000
    opened, closed = data.rfind(b"{", low, match.start()), data.find(b"}", match.end(), high)
    secret = _JWK_PRIVATE.search(data, max(opened, low), closed if closed >= 0 else high)
    if secret is None:
        yield PrivateKey(*match.span(), State.HARMLESS, "a public key")
    else:
        yield PrivateKey(*secret.span(1), State.OPEN, f"{match[1].decode()} key as JWK", (secret[1].decode(),))


def _container(data: bytes, profiles: Sequence[Mapping[str, Any]]) -> Iterator[PrivateKey]:
    """A file that is a key store or a bare key as a whole."""
    if data.startswith(_DOTNET):
        for profile in profiles:
            blob = profile.get("key_blob")
            if blob is not None and blob["class"].encode() in data[:1_000]:
                private = len(data) > blob["public_size"]  # the size tells; such a stream must never be deserialised
                yield PrivateKey(0, 1, State.OPEN if private else State.HARMLESS, "gateway key as .NET blob")
    elif data[:4] in (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce"):
        private = _holds_private_entry(data)
        yield PrivateKey(0, 1, State.LOCKED if private else State.HARMLESS, "Java key store")
    elif re.match(rb"\x30[\x80-\x84].{0,4}?\x02\x01\x03\x30", data, re.DOTALL) is not None:
        state, spki = _pkcs12(data)
        yield PrivateKey(0, 1, state, "PKCS#12 file", spki=spki)
    elif re.match(rb"\x30\x82..\x02\x01\x00", data, re.DOTALL) is not None:
        state, kind, spki = _loaded(b"PRIVATE KEY", data)
        yield PrivateKey(0, 1, state, kind, spki=spki)


def _pkcs12(data: bytes) -> tuple[State, str]:
    from cryptography.hazmat.primitives.serialization import pkcs12

    for password in (None, b""):
        try:
            key, _, _ = pkcs12.load_key_and_certificates(data, password)
        except Exception:  # noqa: S112  # whatever the library makes of hostile bytes: then it needs a password
            continue
        return (State.OPEN, _spki(key)) if key is not None else (State.HARMLESS, "")
    return State.LOCKED, ""


def _holds_private_entry(data: bytes) -> bool:
    """Whether a JKS or JCEKS store holds a key: entries say their kind in clear (1 key, 2 certificate, 3 secret)."""
    at = 12
    for _ in range(min(int.from_bytes(data[8:12], "big"), 1_000)):
        kind = int.from_bytes(data[at : at + 4], "big")
        if kind != 2:
            return kind in (1, 3)
        at += 4
        for width in (2, 0, 2, 4):  # alias, date, type of certificate, certificate
            if width == 0:
                at += 8
            else:
                at += width + int.from_bytes(data[at : at + width], "big")
        if at >= len(data):
            return False
    return False


def _lines(body: bytes) -> tuple[str, ...]:
    """The longer runs of a key's text: what a mask must hide on whatever line it shows."""
    text = body[:_LONGEST].decode("latin-1")
    return tuple(dict.fromkeys(run for run in re.findall(r"[A-Za-z0-9+/=_\-]{8,}", text)))[:400]
