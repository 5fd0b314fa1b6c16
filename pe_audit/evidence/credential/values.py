"""What a value looks like: a placeholder, a path, a sentence, a word, something random, …"""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from math import log2

from pe_audit.evidence.credential.vocabulary import word_set
from pe_audit.expression import expression


class Look(Enum):
    """One word for a value's look; `points.py` says what each is worth behind which name."""

    EMPTY = "empty"
    TEMPLATE = "template"
    PLACEHOLDER = "placeholder"
    MASKED = "masked"
    SEQUENCE = "sequence"
    RESERVED = "reserved word"
    PATH = "path"
    URL = "address"
    FILE = "file name"
    DOTTED = "dotted name"
    SENTENCE = "sentence"
    EXPRESSION = "expression"
    UUID = "uuid"
    HASHED = "password hash"
    PUBLIC = "public key"
    PUBLISHABLE = "publishable key"
    NUMBER = "number"
    VERSION = "version or date"
    EMAIL = "email"
    IDENTIFIER = "identifier"
    WORD = "word"
    PHRASE = "phrase"
    MIXED = "letters and digits"
    STRONG = "strong"
    HEX = "hex"
    RANDOM = "random"


_FOLLOWS = {
    "a": "bcdfgiklmnprstuvxyz", "b": "aeilorstuy", "c": "acdehiklorstu", "d": "abcdefilmoprstu",
    "e": "abcdefghiklmnopqrstuvwxyz", "f": "aefilorstu", "g": "aeghilnoprstu", "h": "aeilortu",
    "i": "abcdefgklmnopqrstvxz", "j": "aeou", "k": "aeilost", "l": "acdegilmopstuvy", "m": "abeilmopsu",
    "n": "abcdefghiklnopstuvz", "o": "abcdfgiklmnoprstuvwy", "p": "aehiloprstu", "q": "u",
    "r": "abcdefgiklmnoprstuvwy", "s": "acefhiklmopqrstuwy", "t": "abcdefhilmnoprstuyz", "u": "abcdefgilmnoprst",
    "v": "aeio", "w": "aehinors", "x": "aceipt", "y": "aelmnopst", "z": "aeiou",
}  # fmt: skip  # pairs that make up 97 % of those in English, Spanish, Portuguese, French and German text
_RUNS = expression(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

_TEMPLATE = expression(
    r"\$\{|\{\{|\}\}|<%|%>|#\{|\$\(|^\$[A-Za-z_]|^\{[\w.\- ]*\}|^%[\w.\-]+%$|%[sdv@]|%\(\w+\)|^@[A-Za-z]\w+[.(]"
    r"|\{[A-Za-z_][\w.]*\}|^\[\[.*\]\]$"
    r"|^<[^<>]*>?$|^\[[^\[\]]*\]$|^\(.*\)$|^__\w+__$|^@@\w+@@$|^\*\w+$|^!\w+|^&\w+|\$[A-Z_]{3,}|^env[:(.]|^\$",
)
_LOOKUP = expression(
    r"^(?:vault|arn|op|ref\+\w+|sops|secret|secrets|secretsmanager|ssm|keyvault|projects|akv|gcp|aws|file|kms"
    r"|doppler)[:/]"
    r"|^(?:type=\w+,)?(?:id|src|source|env)=[\w.\-]+(?:,|$)"  # docker build --secret
    r"|^ENC\[|^ENC\(|^\{(?:cipher|vault)\}|\bprocess\.env\b|\bos\.environ\b|\bgetenv\b|\benv\(|\bsecrets\."
    r"|^@Microsoft\.KeyVault|^\$ANSIBLE_VAULT|^AQICAH"
    r"|\bsecretKeyRef\b|^data:",
    re.IGNORECASE,
)
_PLACEHOLDER_WORDS = word_set("""
    your yours change changeme changethis replace replaceme insert enter example sample dummy placeholder todo
    fixme xxx xxxx tbd redacted here tu tus aqui ejemplo cambiar cambia cambiame cambie reemplazar reemplaza
    reemplace colocar coloca coloque poner ingrese ingresa ingresar escriba seu sua seus troque substitua exemplo
    insira foo bar baz foobar lorem ipsum fake mock mocked stub bogus whatever something somepassword blah
    blahblah unused invalid wrong incorrect bad fill missing undefined unset none null nil nope notreal generate
    generated goes put paste pega some any notasecret supersecretpassword abcdef mycompany should must xyz asdf
    qwertyuiop remove delete ex eg vuestra vuestro
""")
_PLACEHOLDER = expression(
    r"^(?:tu|your?|su|seu|sua|votre|ihr|dein)[-_ .]|^x{3,}|x{5,}|X{4,}|\.{3}|…|change.{0,2}me|your.?(?:own|secret"
    r"|pass|api|key|token|client|app|db|user)"
    r"|(?:secret|key|token|pass\w*).?(?:here|aqui|aquí|goes)|(?:tu|su).(?:clave|contrase|secret|token|llave|api)"
    r"|你的|您的|请输入|请填|填写|替换|示例|修改|此处|这里|输入"
    r"|^my.?(?:secret|api|access).?(?:key|token)$|<[a-z_\- ]+>|EXAMPLE|^!{3}|^#{2}.+#{2}$",
    re.IGNORECASE,
)
_RESERVED = word_set("""
    string str text bool boolean int integer number float double object array list map uuid any date datetime
    binary byte bytes json xml html true false yes no on off null none nil undefined required optional nullable
    confirmed hashed encrypted hidden input field default custom auto always never bearer basic digest oauth
    oauth2 jwt apikey header cookie query body session local sha1 sha256 sha384 sha512 md5 hs256 hs384 hs512 rs256
    es256 aes des rsa ecdsa ed25519 hmac utf8 utf-8 ascii latin1 hex base64 base64url raw plain plaintext bcrypt
    argon2 scrypt pbkdf2 application/json get post put patch read write public private protected static self this
    new unknown error success valid expired active enabled disabled asc desc minlength maxlength varchar char
    longtext enter return escape tab env void pkcs12 jks pem der file memory redis database email username name id
    type value node keyword identifier punctuation operator comment aes-256-cbc aes-128-cbc aes-256-gcm disallow
    sensitive obfuscated masked inherit allow deny all ok not
""")
_UUID = expression(r"\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?", re.IGNORECASE)
_HEX = expression(r"(?:0x)?[0-9a-f]+|(?:0x)?[0-9A-F]+")
_HASHED = expression(
    r"\$(?:2[abxy]?|argon2\w+|5|6|1|y|7|P|S|pbkdf2[\w-]*)\$"
    r"|^(?:pbkdf2_\w+|bcrypt\w*|argon2|scrypt|md5|sha1|sha256|sha512|ssha\w*)[$:]"
    r"|^\{(?:SSHA|SHA|MD5|CRYPT|bcrypt|noop|pbkdf2)\w*\}|^SCRAM-SHA|^\*[0-9A-F]{40}$"
    r"|^(?:sha(?:1|256|384|512)|md5)-[A-Za-z0-9+/]",
    re.IGNORECASE,
)
_FILE = expression(
    r"[\w\-./\\ ~@]*\.(?:pem|key|crt|cer|p12|pfx|jks|keystore|1pz|json|ya?ml|xml|txt|js|ts|tsx|jsx|php|py|rb|go"
    r"|java|cs|html?|css|scss|png|svg|jpe?g|gif|md"
    r"|properties|env|conf|cfg|ini|sh|sql|log|vue|twig|blade|erb|tpl|phtml|config|toml|lock|gpg|asc|pub|der|csr|bin"
    r"|dat|db|so|dll|exe|zip|jar|service|kt|swift|m|mustache|hbs|csv|xhtml|jsp|aspx|cshtml|mjs|cjs|svelte|woff2?)",
    re.IGNORECASE,
)
_PATH = expression(r"(?:[A-Za-z]:)?[\\/.~]?[\w.\-@~{}:*%]*(?:[\\/][\w.\-@~{}:*%$]*)+")
_DOTTED = expression(r"[A-Za-z_][\w\-]*(?:\.[A-Za-z_][\w\-]*)+|\w+(?:\\{1,2}\w+)+|\w+(?:::\w+)+|\w+(?:->\w+)+")
_IDENTIFIER = expression(r"[A-Za-z_:@.#][A-Za-z_]*(?:[_\-.:/ ]+[A-Za-z]+)*[_\-:]?")
_VERSION = expression(r"v?\d+(?:\.\d+)+(?:[\-+.][\w.]+)?|\d{4}-\d\d-\d\d.{0,20}|\d+[smhd]|\d+(?:px|em|rem|%)|rc\d.*")
_NUMBER = expression(r"[\d\s.,+\-]+")
_EMAIL = expression(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_EXPRESSION = expression(
    r"\w\(.*\)?|\w\s*=>|[=!]=|&&|\|\||^\s*[+,;:)}\]]|[({]$|\w\[\w*\]|^[\^].*|\\[dws][+*{]|\(\?|;$|^\||\bfunction\b"
    r"|\bself\.|\bthis\.|\.\*"
)
_PUBLIC = expression(
    r"^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2|-----BEGIN (?:PUBLIC|CERTIFICATE)|MII[BC][\w+/]{20}|AAAA[BC]3Nza)"
)
# What Stripe and those who copied its form hand to browsers: publishable keys, and the client's handle on one payment.
_PUBLISHABLE = expression(
    r"(?:pk|pub)_\w{6,}|(?:pi|seti|src|cuss|cs|si|ek)_\w+|EC-[0-9A-Z]{17}|[A-Z]{2,3}-\w{4,12}-\d+|6L[\w\-]{38}"
    r"|UA-\d+-\d+|G-[A-Z0-9]{10}|GTM-\w+"
)
_ESCAPED_LETTER = expression(r"\\u[0-9a-fA-F]{4}")
_SEQUENCES = (
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "abcdef0123456789abcdef",
    "0123456789abcdef0123456789abcdef",
    "1234567890abcdef1234567890",
    "fedcba9876543210",
    "deadbeefdeadbeef",
)


@lru_cache(maxsize=4096)
def look_of(value: str) -> Look:
    """The first look in order that fits; what is left over is judged by how it mixes letters, digits and signs."""
    for fits, look in _ORDERED:
        if fits(value):
            return look
    return _mixture(value)


def _is_template(value: str) -> bool:
    if "${" in value or "{{" in value:
        return True
    return _TEMPLATE.search(value) is not None and not (value.startswith("$") and _classes(value) >= 4)


def _is_reserved(value: str) -> bool:
    """A word of some format, or a chain of validation rules: `required|string|min:8`."""
    return value.lower().partition("|")[0].partition(":")[0] in _RESERVED


def _is_placeholder(value: str) -> bool:
    if _PLACEHOLDER.search(value) is not None:
        return True
    words = [run.lower() for run in _RUNS.findall(value)]
    if not _PLACEHOLDER_WORDS.isdisjoint(words):
        hit = sum(len(word) for word in words if word in _PLACEHOLDER_WORDS and len(word) > 2)
        return hit >= 3 and (wordy_share(value) > 0.5)
    return value.lower() in _PLACEHOLDER_WORDS


def _is_masked(value: str) -> bool:
    return sum(value.count(c) for c in "*•●·_-#.") > len(value) * 0.5


def _is_sequence(value: str) -> bool:
    lower = value.lower().replace("-", "").replace("_", "")
    if len(set(lower)) <= 2 or (len(lower) >= 8 and any(lower in sequence for sequence in _SEQUENCES)):
        return True
    letters, digits = "".join(filter(str.isalpha, lower)), "".join(filter(str.isdigit, lower))
    if min(len(letters), len(digits)) >= 3 and all(any(p in run for run in _SEQUENCES) for p in (letters, digits)):
        return True
    if len(lower) >= 12 and len(set(lower)) <= max(3, min(len(lower) // 6, 8)):
        return True
    return any(run in lower for run in ("0123456789", "1234567890", "abcdefghij", "9876543210"))


def _is_path(value: str) -> bool:
    if "/" not in value and "\\" not in value:
        return False
    if _PATH.fullmatch(value) is None:
        return False
    if value.startswith(("/", "./", "../", "~/", "\\")) and wordy_share(value) > 0.4:
        return True
    return wordy_share(value) > 0.62


def _is_sentence(value: str) -> bool:
    if not value.isascii() and (any(ord(c) > 0x24F for c in value) or not any(c.isdigit() for c in value)):
        return True
    if "\\u" in value and _ESCAPED_LETTER.search(value) is not None:
        return True
    words = value.split()
    return len(words) > 2 or (len(words) == 2 and wordy_share(value) > 0.6 and not any(c.isdigit() for c in value))


def _is_expression(value: str) -> bool:
    """Code, or a pattern: what a string cut at the wrong quote holds, and what validates a password."""
    if sum(value.count(c) for c in ",;{}[]\"'") >= 3 or (
        len(value) < 20 and sum(value.count(c) for c in "[]()*?^|\\") >= 2
    ):
        return True
    return _EXPRESSION.search(value) is not None and (len(value) < 20 or wordy_share(value) > 0.4)


_ORDERED = (
    (lambda v: not v.strip(), Look.EMPTY),
    (lambda v: _LOOKUP.search(v) is not None, Look.TEMPLATE),
    (lambda v: _HASHED.search(v) is not None, Look.HASHED),
    (_is_template, Look.TEMPLATE),
    (_is_reserved, Look.RESERVED),
    (lambda v: _UUID.fullmatch(v) is not None and len(set(v)) >= 8 and "12345678" not in v, Look.UUID),
    (lambda v: _VERSION.fullmatch(v) is not None, Look.VERSION),
    (_is_placeholder, Look.PLACEHOLDER),
    (_is_masked, Look.MASKED),
    (lambda v: "://" in v or v.startswith(("www.", "//")), Look.URL),
    (lambda v: _EMAIL.fullmatch(v) is not None, Look.EMAIL),
    (lambda v: _PUBLIC.search(v) is not None, Look.PUBLIC),
    (lambda v: _PUBLISHABLE.fullmatch(v) is not None, Look.PUBLISHABLE),
    (lambda v: _FILE.fullmatch(v) is not None, Look.FILE),
    (_is_path, Look.PATH),
    (_is_sentence, Look.SENTENCE),
    (lambda v: _NUMBER.fullmatch(v) is not None, Look.NUMBER),
    (_is_sequence, Look.SEQUENCE),
    (lambda v: _DOTTED.fullmatch(v) is not None and wordy_share(v) > 0.6, Look.DOTTED),
    (_is_expression, Look.EXPRESSION),
)


def _mixture(value: str) -> Look:
    share, classes, size = wordy_share(value), _classes(value), len(value)
    if (
        len(value) >= 16
        and _HEX.fullmatch(value) is not None
        and any(c.isdigit() for c in value)
        and any(c.isalpha() for c in value)
    ):
        return Look.HEX
    if value.isalpha() and (value.islower() or value.istitle() or value.isupper()):
        return Look.WORD if share > 0.8 or size < 12 else Look.RANDOM
    if _IDENTIFIER.fullmatch(value) is not None and (
        share > 0.7 or value.islower() or value.isupper() or len(_RUNS.findall(value)) <= size / 4
    ):
        return Look.IDENTIFIER
    if size >= 16 and share < 0.45 and entropy(value) >= 3.0:
        return Look.RANDOM
    if size >= 8 and (share > 0.6 or (share > 0.4 and any(c in value for c in "-_. "))):
        return Look.PHRASE
    if size >= 8 and classes >= 3:
        return Look.STRONG
    return Look.MIXED


def _classes(value: str) -> int:
    return (
        any(c.islower() for c in value)
        + any(c.isupper() for c in value)
        + any(c.isdigit() for c in value)
        + any(not c.isalnum() for c in value)
    )


def entropy(value: str) -> float:
    """Shannon entropy in bits a character."""
    size = len(value)
    return -sum(n / size * log2(n / size) for n in Counter(value).values()) if size else 0.0


def wordy_share(value: str) -> float:
    """How much of a value is made of runs of letters that could be words, 0 to 1; separators do not count."""
    total = wordy = 0
    for run in _RUNS.findall(value):
        total += len(run)
        if len(run) >= 3 and run[0].isalpha() and _sayable(run.lower()):
            wordy += len(run)
    other = sum(1 for c in value if not c.isalnum() and c not in "_-. :/\\")
    return wordy / (total + other) if total + other else 0.0


def _sayable(word: str) -> bool:
    rare = sum(1 for a, b in pairwise(word) if b not in _FOLLOWS.get(a, ""))
    return rare * 4 <= len(word) - 1


def decoded(value: str) -> str:
    """A value's text if it is base64 of printable ASCII, else empty."""
    try:
        raw = base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
        text = raw.decode("ascii")
    except (binascii.Error, ValueError):
        return ""
    return text if text.isprintable() else ""
