"""How the bytes of a MAC are written where it is used: hex in lower or upper case, base64, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pe_audit.evidence.mac.found import among
from pe_audit.evidence.provenance import provenance
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.mac.found import Mac
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_LONGEST = 400  # characters of a conversion looked into
# In this order: what a call does to the bytes, by its name and what it is called on or given beside them.
_DECODES = expression(
    r"(?i)hex2bin|unhexlify|fromhex|hex\.DecodeString|FromHexString|decodeHex|parseHex|b64decode|base64_decode|FromBase64|"
    r"Buffer\.from\(.*['\"](?:hex|base64)['\"]\)$"
)
_UPPER_HEX = expression(
    r"Convert\.ToHexString$|Convert\.ToHexString\(|printHexBinary|withUpperCase|BitConverter\.ToString|%0?2?X|\bX2\b|\bX2\"|%02hhX|EncodeUpper"
)
_HEX = expression(r"(?i)hex|%0?2?(?:hh)?x|\"x2\"|toString\(16\)|radix:\s*16|encodeHex")
_BASE64 = expression(r"(?i)base_?64|b64|StdEncoding|URLEncoding")
_UPPER = expression(r"(?i)to_?upper|strtoupper|\bupper(?:case(?:d)?)?(?:Invariant)?$|upcase")
_LOWER = expression(r"(?i)to_?lower|strtolower|\blower(?:case(?:d)?)?(?:Invariant)?$|downcase|casefold")


def written(source: SourceFile, span: Syntax, mac: Mac, given: str = "") -> str:
    """How a value writes that MAC: hex, HEX, base64, raw; empty if unknown. `given`: what else is known of the MAC."""
    return written_among(source, span, [replace(mac, encoding=given or mac.encoding)])


def changes_case(source: SourceFile, span: Syntax) -> bool:
    """Whether a value was brought into upper or lower case."""
    return any(_UPPER.search(call.name) or _LOWER.search(call.name) for call in _conversions(source, span))


def decodes(source: SourceFile, span: Syntax) -> bool:
    """Whether a value is the bytes that a text spelled in hex or base64."""
    return any(_DECODES.search(_told(source, call)) for call in _conversions(source, span))


def spelled(loop: Syntax) -> str:
    """How a loop that spells byte by byte writes them."""
    if _UPPER_HEX.search(loop.text):
        return "HEX"
    return "hex" if _HEX.search(loop.text) else ""


def _conversions(source: SourceFile, span: Syntax) -> Iterator[Syntax]:
    for value in provenance(source).values(span):
        call = source.exactly(value, "call")
        if call is not None:
            yield call


def written_among(source: SourceFile, span: Syntax, found: list[Mac]) -> str:
    """The same of whichever of some MACs the value is."""
    values = provenance(source).values(span)
    mac = among(found, values) or found[-1]
    encoding = mac.encoding
    for value in reversed(values):
        call = source.exactly(value, "call")
        if call is not None and call not in mac.call and (mac.call not in call or call != mac.call):
            encoding = _after(source, call, encoding)
    return encoding


def _after(source: SourceFile, call: Syntax, before: str) -> str:
    """How it is written after one conversion."""
    text = _told(source, call)
    done = text.partition("(")[0]
    if _DECODES.search(text):
        return "raw"
    if _UPPER.search(call.name):
        return "HEX" if before in ("hex", "") else before
    if _LOWER.search(call.name):
        return "hex" if before in ("HEX", "") else before
    if _BASE64.search(done) or (call.name in ("toString", "digest") and _BASE64.search(text)):
        return "base64"
    if _UPPER_HEX.search(text) or (call.name.startswith("Convert") and _UPPER_HEX.search(done)):
        return "hex" if "Lower" in call.name else "HEX"
    if _HEX.search(done) or _HEX.search(text):
        return "hex"
    return before


def _told(source: SourceFile, call: Syntax) -> str:
    """A conversion without what is converted: `hex.EncodeToString()`, `Buffer.from("hex")`."""
    receiver = call.part("receiver")
    own = receiver.text[-40:] + "." if receiver is not None and receiver.end - receiver.start < 40 else ""
    given = " ".join(one.text for one in source.arguments(call) if one.end - one.start < 60)
    return f"{own}{call.name}({given})"[:_LONGEST]
