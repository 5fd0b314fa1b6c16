"""How libraries call what computes digests, and which argument is the key, the message, the algorithm."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pe_audit.expression import expression


class Api(NamedTuple):
    """One way to begin a digest. Numbers are positions of arguments; `builds`: more calls on what it gives follow.

    `called`: a pattern for all of `receiver.name`, PHP's and Ruby's separators as dots. An `algorithm` that is no
    argument is in the name. `verifies`: the received signature, where the call compares too.
    """

    called: str
    keyed: bool = True
    algorithm: int | None = None
    key: int | None = None
    message: int | None = None
    builds: bool = False
    encoding: str = "raw"
    verifies: int | None = None


_HASH = r"(?:MD5|SHA1|SHA2?_?\d{3}|SHA3_?\d{3}|RIPEMD160)"
APIS = (
    # PHP
    Api(r"hash_hmac(?:_file)?", algorithm=0, message=1, key=2, encoding="hex"),
    Api(r"hash_init", algorithm=0, key=2, builds=True),
    Api(r"hash", keyed=False, algorithm=0, message=1, encoding="hex"),
    Api(r"openssl_digest", keyed=False, message=0, algorithm=1, encoding="hex"),
    # a function of its own name: PHP, packages of JavaScript
    Api(r"(?:CryptoJS\.)?(?i:md5|sha1|sha256|sha384|sha512|crc32)", keyed=False, message=0, encoding="hex"),
    Api(r"(?:CryptoJS\.)?[Hh]mac" + _HASH, message=0, key=1, encoding="hex"),
    Api(r"(?:sha1|sha256|sha512|md5)\.hmac", key=0, message=1, encoding="hex"),
    Api(r"hmac", algorithm=0, key=1, message=2),
    # JavaScript
    Api(r"(?:.*\.)?createHmac", algorithm=0, key=1, builds=True),
    Api(r"(?:.*\.)?createHash", keyed=False, algorithm=0, builds=True),
    Api(r"(?:.*\.)?subtle\.sign", algorithm=0, key=1, message=2),
    Api(r"(?:.*\.)?subtle\.verify", algorithm=0, key=1, verifies=2, message=3),
    Api(r"(?:.*\.)?subtle\.digest", keyed=False, algorithm=0, message=1),
    # Python
    Api(r"hmac\.(?:new|HMAC)", key=0, message=1, algorithm=2, builds=True),
    Api(r"hmac\.digest", key=0, message=1, algorithm=2),
    Api(r"(?:hashlib\.)?(?:md5|sha\d+|sha3_\d+|blake2[bs])", keyed=False, message=0, builds=True),
    Api(r"hashlib\.new", keyed=False, algorithm=0, message=1, builds=True),
    # Ruby
    Api(r"(?:.*\.)?HMAC\.(?:hexdigest|digest|base64digest)", algorithm=0, key=1, message=2),
    Api(r"(?:.*\.)?OpenSSL\.HMAC(?:\.new)?", key=0, algorithm=1, builds=True),
    Api(r"(?:.*\.)?Digest\." + _HASH + r"\.(?:hexdigest|digest|base64digest)", keyed=False, message=0),
    # Go
    Api(r"hmac\.New", algorithm=0, key=1, builds=True),
    Api(r"(?:md5|sha1|sha256|sha512)\.Sum\w*", keyed=False, message=0),
    Api(r"(?:md5|sha1|sha256|sha512)\.New\w*", keyed=False, builds=True),
    # Java, Kotlin
    Api(r"(?:.*\.)?Mac\.getInstance", algorithm=0, builds=True),
    Api(r"(?:.*\.)?HmacUtils", algorithm=0, key=1, builds=True),
    Api(r"(?:.*\.)?HmacUtils\.getInitializedMac", algorithm=0, key=1, builds=True),
    Api(r"(?:.*\.)?HmacUtils\.getHmac\w+", key=0, builds=True),
    Api(r"(?:.*\.)?HmacUtils\.hmac\w+", key=0, message=1),
    Api(r"(?:.*\.)?Hashing\.hmac\w+", key=0, builds=True),
    Api(r"(?:.*\.)?Hashing\.(?:md5|sha\d+)", keyed=False, builds=True),
    Api(r"(?:.*\.)?MessageDigest\.getInstance", keyed=False, algorithm=0, builds=True),
    Api(r"(?:.*\.)?DigestUtils\.(?:md5|sha)\w*", keyed=False, message=0),
    # C#
    Api(r"(?:.*\.)?HMAC" + _HASH + r"\.HashData(?:Async)?", key=0, message=1),
    Api(r"(?:.*\.)?HMAC" + _HASH + r"(?:Cng|\.Create)?", key=0, builds=True),
    Api(r"(?:.*\.)?" + _HASH + r"\.HashData(?:Async)?", keyed=False, message=0),
    Api(r"(?:.*\.)?" + _HASH + r"(?:Managed|Cng|CryptoServiceProvider|\.Create)", keyed=False, builds=True),
    # Swift
    Api(r"(?:.*\.)?HMAC<[\w.]+>\.authenticationCode", message=0, key=1),
    Api(r"(?:.*\.)?HMAC<[\w.]+>\.isValidAuthenticationCode", verifies=0, message=1, key=2),
    Api(r"(?:.*\.)?HMAC<[\w.]+>", key=0, builds=True),
    Api(r"(?:.*\.)?" + _HASH + r"\.hash", keyed=False, message=0),
)
# The names of arguments that are given by name.
NAMED = {
    "key": frozenset({"key", "using", "secret"}),
    "message": frozenset({"msg", "message", "for", "data", "authenticating", "s", "string"}),
    "algorithm": frozenset({"digestmod", "digest", "algo", "alg", "algorithm", "name"}),
}
# What is asked of a digest that is being built.
FEEDS = frozenset({
    "update", "write", "Write", "WriteString", "writeString", "putString", "putBytes", "AppendData", "TransformBlock",
    "TransformFinalBlock", "end", "hash_update", "updateUtf8", "pipe",
})  # fmt: skip
ENDS = frozenset({
    "digest", "hexdigest", "hexDigest", "b64digest", "base64digest", "Sum", "sum", "doFinal", "final", "ComputeHash",
    "ComputeHashAsync", "GetHashAndReset", "hmacHex", "hmac", "hashString", "hashBytes", "hash", "finalize",
    "hash_final", "verify", "hashUnencodedChars", "TransformFinalBlock",
})  # fmt: skip
# Of those, what takes (the last of) the message itself.
ENDS_WITH_MESSAGE = frozenset({
    "doFinal", "ComputeHash", "ComputeHashAsync", "hmacHex", "hmac", "hashString", "hashBytes", "hashUnencodedChars",
    "TransformFinalBlock",
})  # fmt: skip
_ALGORITHM = expression(
    r"(?i)(?<![a-z])(?:hmac)?(md5|ripemd160|crc32)|sha[-_]?([235][-_]?)?(512|384|256|224|1)(?!\d)|sha(?=\b|_)"
)
_MAY_BE = expression(r"(?i)hmac|hash|digest|sha\d|md5|mac\.getInstance|subtle\.|crc32")


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[re.Pattern[str], Api], ...]:
    return tuple((re.compile(api.called), api) for api in APIS)


@lru_cache(maxsize=4096)
def api_of(called: str) -> Api | None:
    """What begins a digest under that name."""
    if _MAY_BE.search(called) is None:
        return None
    return next((api for pattern, api in _compiled() if pattern.fullmatch(called)), None)


def algorithm_in(text: str) -> str:
    """The digest a text names: `sha256`, `md5`, `sha3-256`; empty if none."""
    found = _ALGORITHM.search(text)
    if found is None:
        return ""
    if found[1]:
        return found[1].lower()
    family = "sha3-" if (found[2] or "")[:1] == "3" else "sha"
    return family + (found[3] or "1")
