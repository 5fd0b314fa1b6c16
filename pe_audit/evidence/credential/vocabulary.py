"""What words say about credentials, in English, Spanish, Portuguese and Chinese: data for reading names and calls."""

from __future__ import annotations

from functools import lru_cache

from pe_audit.expression import expression

_WORD = expression(r"[A-ZÀ-Þ]+(?![a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+|\d+|[\u4e00-\u9fff]+")


def word_set(text: str) -> frozenset[str]:
    """Words as data, separated by blanks."""
    return frozenset(text.split())


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """`firstSecretKey`, `FIRST_SECRET_KEY`, `first.secret-key` → first, secret, key; glued roots are split too."""
    return tuple(part for word in _WORD.findall(name[:200]) for part in _split(word.lower()))


_ROOT = expression(
    r"password|passwd|passphrase|contrase[nñ]a|contrasenha|secretkey|secret|token|apikey|accesskey|privatekey|publickey"
    r"|signingkey|masterkey|authkey|credentials?|密钥|秘钥|密码|口令|令牌"
)
_GLUED_KEY = expression(
    r"(api|access|secret|private|public|auth|encrypt|encryption|signing|sign|master|merchant|app|client|account|service)"
    r"(key|pwd|pass)"
)
_GLUED_PASS = expression(
    r"(db|user|mysql|pg|smtp|mail|email|admin|root|ftp|ssh|my|sql|redis|ldap|login|keystore|store)(pass|pwd|pw)"
)
_DERIVED = expression(r"secretar|secretly|tokeniz|tokenis|passwordless|secretion")


def _split(word: str) -> tuple[str, ...]:
    if _DERIVED.search(word):
        return (word,)
    parts: list[str] = []
    last = 0
    for match in _ROOT.finditer(word):
        if match.start() > last:
            parts.append(word[last : match.start()])
        root = match.group()
        parts += [root[:-3], "key"] if root.endswith("key") and len(root) > 3 else [root]
        last = match.end()
    if not parts:
        glued = _GLUED_KEY.fullmatch(word) or _GLUED_PASS.fullmatch(word)
        return (glued[1], glued[2]) if glued else (word,)
    if last < len(word):
        parts.append(word[last:])
    if len(parts) > 1 and parts[-1] == "s":
        parts[-2:] = [parts[-2] + "s"]
    return tuple(parts)


PASSWORDS = word_set("""
    password passwords passwd pwd pass psw pswd passphrase passcode passwort pw kennwort contraseña contrasena
    contrasenia contrasenha clave claves senha motdepasse wachtwoord 密码 口令
""")
SECRETS = frozenset({"secret", "secrets", "secreto", "secreta", "segredo", "pepper", "密钥", "秘钥"})
TOKENS = frozenset({"token", "tokens", "bearer", "jwt", "令牌"})
KEYS = frozenset({"key", "llave", "chave"})
CREDENTIALS = word_set("""
    credential credentials credencial credenciales cred creds auth authorization
""")

# A word before `key` that makes it a credential; any other key may be a map's.
KEY_KINDS = word_set("""
    secret access api private auth encryption encrypt decryption crypt crypto cipher signing sign signature hmac
    master merchant license app application aes des rsa jwt shared service account client consumer customer server
    storage subscription integration webhook gateway payment pay mch live prod production test sandbox session
    cookie flask security host admin machine validation publishable rest write instrumentation connection token
    comercio privada secreta acceso api-key apim
""")

# A word of the name that turns its meaning wherever it stands.
NEGATING = word_set("""
    public pub publishable publica pública csrf xsrf foreign primary cache sort partition hot shortcut placeholder
    label regex pattern validation validator validate translation i18n locale error errors invalid missing wrong
    expired required forgot forgotten olvide olvidé olvidada lost reset restablecer recover recovery confirm
    confirmation confirmar mismatch length strength policy hint hash hashed digest encrypted cifrado sitekey site
    column attribute context query mutation css selector xpath aria icon i18nkey storagekey fake mock dummy masked
    redacted integrity checksum registry ssm help reveal toggle visible visibility next page pagination
    continuation sync cancellation existing lexer syntax parser design contract erc20 nft recv minisign
""")

# A last word that makes the name about something else than the secret itself.
ABOUT = word_set("""
    id ids name names url uri urls endpoint path paths file filename dir directory folder field fields header
    headers param params parameter prompt size min max type types format message msg title text description desc
    rule rules ttl expiry expires expiration expire lifetime timeout count limit prefix suffix algorithm algo alg
    method table class input element button form link ref arn vault store manager service provider factory scope
    scopes mode strategy status state enabled disabled valid version code codes index list map pair alias usage
    ops host port server user username login email issuer audience claim claims response request handler callback
    view page screen route command event action actions option options config settings schema model entity
    property properties variable var env envvar pos position kind source target date time at on by age history
    generator encoder hasher checker filter interceptor middleware guard hook address symbol balance amount bytes
    bits char chars characters nombre tipo campo mensaje archivo ruta codigo prefijo longitud titulo texto
    descripcion etiqueta name_or_path binding flow grant board word words stroke press down up frame frames ring
    stone note tab set spec specs ip ips cidr cidrs
""")

# A last word that leaves the name as it was.
HARMLESS = word_set("""
    key keys value val string str literal const constant default raw plain plaintext data hex base64 b64 old new
    current primary secondary prod production produccion live dev development desarrollo test sandbox pruebas
    staging qa local env internal a b s the this admin root global main master
""")

TYPE_NAMES = word_set("""
    string str nsstring char text any charsequence varchar bytes secretstr var final object cstring qstring
    wstring
""")
GENERIC_NAMES = word_set("""
    value content default defaultvalue text data val connectionstring initial valor default_value
""")
NAMING_ATTRIBUTES = word_set("""
    key name id property field setting parameter option header variable nombre clave env env_var label param
""")
NOT_DIRECTIVES = word_set("""
    return in is and not import from require include case of print echo if then else await new typeof instanceof
    throw as when where like elif const let var puts raise yield assert the a an to for with by el la de un una
    como
""")

# How code reads settings by name, and how it writes them.
CONFIGURATION_WORDS = word_set("""
    env getenv environ environment config conf configuration settings appsettings property properties prefs
    preferences envvar
""")
LOOKUP_VERBS = word_set("""
    get fetch read lookup find load optional param parameter option obtener leer
""")
SETTERS = word_set("""
    set put add define insert update store register append setenv putenv assign with setdefault guardar save build
""")

ALTERNATIVES = frozenset({"orelse", "getorelse", "unwrap_or", "orelseget", "or_default", "valueor"})

# Calls that sign or encrypt with the literal they are given: (called function in lower case, positions of the key).
SIGNERS = (
    (expression(r"createhmac$|hmacsha\d+$|jwt\.(?:sign|verify|encode|decode)$|jsonwebtoken\.(?:sign|verify)$"), (1,)),
    (expression(r"jwt::(?:encode|decode)$|hmac\.hexdigest$|hmac::hexdigest$|createcipheriv$|signwith$"), (1,)),
    (expression(r"(?:^|\.)hmac\.new$"), (0, 1)),  # Python: key first; Go: hash first
    (expression(r"hash_hmac$|openssl_encrypt$|openssl_decrypt$"), (2,)),
    (
        expression(
            r"secretkeyspec$|symmetricsecuritykey$|hmacshakeyfor$|setsigningkey$|cookieparser$|aes\.new$|fernet$|hmacsha\d+$"
        ),
        (0,),
    ),
)
# Calls that take a password by position, user before it: (called function in lower case, position).
LOGINS = (
    (expression(r"networkcredential$|passwordauthentication$|httpbasicauth$|usernamepasswordtoken$"), 1),
    (expression(r"(?:smtp|server|mail\w*)\.login$|\.basicauth$|basicauthentication$"), 1),
    (expression(r"mysqli?_connect$|(?:^|\W)mysqli$|(?:^|\W)pdo$|getconnection$|directoryentry$"), 2),
)
WRAPPERS = word_set("""
    getbytes b64decode from bytes byte utf8_encode encode decode frombase64string parse
""")
HASHERS = expression(
    r"bcrypt|make_password$|generate_password_hash$|password_hash$|hashpw$|passwordencoder\.encode$|(?:^|\\)hash::make$|argon2"
)
# Words of a called function that looks at a value instead of keeping it.
READERS = word_set("""
    get find fetch check validate verify assert has is compare equals expect matches match contains should include
    includes parse decode read load from require requires test generate create make delete remove revoke describe
    it raise throw error exception log print prompt ask show hide input field lookup by register on use inject
    value ensure strip split replace starts ends startswith endswith skip skipif emit dispatch select where order
    group count max min
""")
TRIAL_WORDS = frozenset({"test", "testing", "tests", "demo", "tester", "prueba", "pruebas", "teste", "trial", "测试"})
