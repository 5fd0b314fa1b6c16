"""TLS versions and ciphers as servers' settings write them: which of the old ones are offered."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from pe_audit.expression import expression

# TLSv1.1, TLS_1_0, TLS1_1, VersionTLS10, TLSv1_2016 (CloudFront: a year), SSLv3; a bare 1.0 is a whole value.
_VERSION = expression(
    r"SSL[_v\-]*([23])(?!\d)|TLS[_v\-]*1(?:[._\-]?([0-3])(?!\d))?(?![.]?\d)|^([01])\.([0-3])$", re.IGNORECASE
)
_ORDER = ("SSLv2", "SSLv3", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3")
_OLD = _ORDER[:4]
_APACHE = {
    "sslv3": {"SSLv3"}, "tlsv1": {"TLS 1.0"}, "tlsv1.1": {"TLS 1.1"}, "tlsv1.2": {"TLS 1.2"}, "tlsv1.3": {"TLS 1.3"},
    "all": set(_ORDER[2:]),  # OpenSSL has been built without SSLv3 for ten years
}  # fmt: skip


def named(text: str) -> list[str]:
    """The versions that a value names, oldest first; those behind `-` or `!` are taken out, not named."""
    found = set()
    for word in re.split(r"[\s,:+;|]+", text):
        if word[:1] not in ("-", "!"):
            found |= {_of(match) for match in _VERSION.finditer(word)}
    return [version for version in _ORDER if version in found]


def _of(match: re.Match[str]) -> str:
    if match[1] is not None:
        return f"SSLv{match[1]}"
    return f"TLS 1.{match[2] or match[4] or '0'}"


def old(versions: list[str]) -> list[str]:
    """Those that are not to be offered: anything before TLS 1.2."""
    return [version for version in versions if version in _OLD]


def of_apache(value: str) -> list[str]:
    """What SSLProtocol enables: `+` adds, `-` takes away, a bare name replaces all that was said before it."""
    enabled: set[str] = set()
    for word in value.lower().split():
        versions = _APACHE.get(word.lstrip("+-"), set())
        if word.startswith("-"):
            enabled -= versions
        elif word.startswith("+"):
            enabled |= versions
        else:
            enabled = set(versions)
    return [version for version in _ORDER if version in enabled]


def of_haproxy(value: str) -> list[str] | None:
    """The old versions that a bind line or its defaults allow; None where HAProxy's own default decides."""
    words = value.split()
    allowed: set[str] | None = None
    least = _argument(words, "ssl-min-ver")
    most = _argument(words, "ssl-max-ver")
    if least or most:
        low = _ORDER.index(least) if least in _ORDER else _ORDER.index("TLS 1.2")
        allowed = set(_ORDER[low:]) if least else {most}
    for word in words:
        if word.startswith("force-"):
            allowed = set(named(_dotted(word.removeprefix("force-"))))
    if allowed is None:
        taken = {version for word in words if word.startswith("no-") for version in named(_dotted(word[3:]))}
        return None if not {"TLS 1.0", "TLS 1.1"} <= taken else ["TLS 1.2"]
    allowed -= {version for word in words if word.startswith("no-") for version in named(_dotted(word[3:]))}
    return [version for version in _ORDER if version in allowed]


def _dotted(word: str) -> str:
    """HAProxy's tlsv10 as TLSv1.0."""
    return re.sub(r"^tlsv1(\d)$", r"TLSv1.\1", word)


def _argument(words: list[str], name: str) -> str:
    """The version that follows a word."""
    for before, word in pairwise(words):
        if before == name:
            return next(iter(named(word)), "")
    return ""


class Ciphers(NamedTuple):
    """Weak ciphers that a list enables, as written. `surely`: whatever the version of OpenSSL."""

    weak: list[str]
    surely: bool = True


_CLASSES = {  # what a word of an OpenSSL cipher list, or a cipher's name, belongs to
    "anonymous": expression(r"\b(?:aNULL|ADH|AECDH|anon)\b|_anon_"),
    "no encryption": expression(r"(?<!a)NULL"),
    "export": expression(r"\bEXP(?:ORT(?:40|56)?)?\b|_EXPORT|^EXP1024"),
    "RC4": expression(r"RC4"),
    "3DES": expression(r"3DES|DES-CBC3|DES_EDE"),
    "DES": expression(r"(?<![3\w])DES(?!-CBC3|_EDE)|\bLOW\b|_DES_CBC_|_DES40_"),
    "MD5": expression(r"MD5"),
}
_KILLS = {  # words that take out more than their own name says
    "MEDIUM": {"RC4", "3DES"}, "LOW": {"DES"}, "SSLv3": set(_CLASSES) - {"anonymous"}, "SHA": {"RC4", "3DES"},
    "SHA1": {"RC4", "3DES"}, "NULL": {"no encryption"}, "EXP": {"export"}, "EXPORT": {"export"},
}  # fmt: skip
_EVERYTHING = {"ALL": {"anonymous", "export", "RC4", "3DES", "DES", "MD5"}, "COMPLEMENTOFALL": {"no encryption"}}


def ciphers(value: str) -> Ciphers:
    """The weak ciphers that an OpenSSL cipher list, or a list of names, enables: `!` for good, `-` for now."""
    words = [word for word in re.split(r"[\s,:;]+", value) if word and not word.startswith("@")]
    killed: set[str] = set()
    for word in words:
        if word.startswith("!"):
            killed |= _killed(word[1:])
    enabled: dict[str, set[str]] = {}
    for word in words:
        if word.startswith("-"):
            gone = _killed(word[1:])
            enabled = {one: kinds - gone for one, kinds in enabled.items() if one != word[1:]}
        elif not word.startswith(("!", "+")):
            enabled[word] = _EVERYTHING.get(word) or _kinds(word)
    gone_names = {word[1:] for word in words if word.startswith("!")}
    weak = {one: kinds - killed for one, kinds in enabled.items() if one not in gone_names and not kinds & killed}
    weak |= {one: kinds - killed for one, kinds in enabled.items() if one in _EVERYTHING}
    shown = [one for one, kinds in weak.items() if kinds]
    return Ciphers(shown, any(one not in _EVERYTHING for one in shown))


def _kinds(word: str) -> set[str]:
    return {kind for kind, pattern in _CLASSES.items() if pattern.search(word)}


def _killed(word: str) -> set[str]:
    """The kinds that a word takes out as a whole: a cipher's own name or a combination takes out only itself."""
    if word in _KILLS:
        return _KILLS[word]
    return _kinds(word) if word.isalnum() else set()
