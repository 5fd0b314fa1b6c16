"""Digests as ten languages spell them: what is known of each, and which value is which."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.comparison import comparisons
from pe_audit.evidence.mac import Mac, mac_of, macs, written
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of

TOLD = Circumstances(gateways.load())


def source(uri: str, code: str) -> SourceFile:
    language = language_of(uri)
    assert language is not None
    return SourceFile(File(uri, code.encode(), TOLD), language)


def told(mac: Mac) -> tuple[str, str, str, str]:
    return mac.algorithm, mac.key.text if mac.key else "", mac.message.text if mac.message else "", mac.encoding


JAVA = 'class A {{ String f() {{ Mac m = Mac.getInstance("HmacSHA256"); {} }} }}'
ONE = {
    "php: hash_hmac": ("a.php", "<?php $s = hash_hmac('sha256', $body, $clave);", "$clave", "$body", "hex"),
    "php: hash_hmac, raw": ("a.php", "<?php $s = hash_hmac('sha256', $body, $clave, true);", "$clave", "$body", "raw"),
    "php: hash_init": (
        "a.php",
        "<?php $h = hash_init('sha256', HASH_HMAC, $k); hash_update($h, $body); $s = hash_final($h);",
        "$k", "$body", "hex",
    ),
    "js: a chain": ("a.js", "s = crypto.createHmac('sha256', k).update(b).digest('hex');", "k", "b", "hex"),
    "js: kept in a variable": (
        "a.js", "const h = createHmac('SHA256', k); h.update(b); const s = h.digest('base64');", "k", "b", "base64",
    ),
    "js: CryptoJS": ("a.ts", "const s = CryptoJS.HmacSHA256(raw, key).toString();", "key", "raw", "hex"),
    "js: Web Crypto": (
        "a.ts",
        """const k = await subtle.importKey('raw', enc.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, u);
        const s = await crypto.subtle.sign('HMAC', k, raw);""",
        "enc.encode(secret)", "raw", "raw",
    ),
    "python: hmac.new": ("a.py", "s = hmac.new(k, body, hashlib.sha256).hexdigest()", "k", "body", "hex"),
    "python: by name": ("a.py", "s = hmac.new(k, msg=body, digestmod='sha256').digest()", "k", "body", "raw"),
    "python: hmac.digest": ("a.py", "s = hmac.digest(k, body, 'sha256')", "k", "body", "raw"),
    "python: the algorithm in a variable": (
        "a.py", "def f(body):\n    alg = hashlib.sha256\n    return hmac.new(k, body, alg).hexdigest()\n",
        "k", "body", "hex",
    ),
    "java: doFinal of the message": (
        "A.java",
        JAVA.format('m.init(new SecretKeySpec(k, "HmacSHA256")); return hex(m.doFinal(body));'),
        "k", "body", "raw",
    ),
    "java: update, then doFinal": (
        "A.java",
        JAVA.format('SecretKeySpec s = new SecretKeySpec(k, "x"); m.init(s); m.update(body); return hex(m.doFinal());'),
        "k", "body", "raw",
    ),
    "java: commons-codec": (
        "A.java", "class A { String f() { return new HmacUtils(HMAC_SHA_256, k).hmacHex(body); } }", "k", "body", "hex",
    ),
    "c#: in a using": (
        "A.cs",
        "class A { byte[] F() { using (var h = new HMACSHA256(k)) { return h.ComputeHash(body); } } }",
        "k", "body", "raw",
    ),
    "c#: HashData": ("A.cs", "class A { byte[] F() => HMACSHA256.HashData(k, body); }", "k", "body", "raw"),
    "go: New, Write, Sum": (
        "a.go",
        "package a\nfunc f() []byte {\n\tm := hmac.New(sha256.New, k)\n\tm.Write(body)\n\treturn m.Sum(nil)\n}\n",
        "k", "body", "raw",
    ),
    "go: copied into it": (
        "a.go",
        "package a\nfunc f() []byte {\n\tm := hmac.New(sha256.New, k)\n\tio.Copy(m, r.Body)\n\treturn m.Sum(nil)\n}\n",
        "k", "r.Body", "raw",
    ),
    "ruby: in one call": ("a.rb", "s = OpenSSL::HMAC.hexdigest('SHA256', k, body)\n", "k", "body", "hex"),
    "ruby: fed by <<": (
        "a.rb", "h = OpenSSL::HMAC.new(k, OpenSSL::Digest::SHA256.new)\nh << body\ns = h.hexdigest\n",
        "k", "body", "hex",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE.values(), ids=ONE)
def test_algorithm_key_message_and_encoding(case: tuple[str, str, str, str, str]) -> None:
    uri, code, key, message, encoding = case
    (mac,) = (one for one in macs(source(uri, code)) if one.within is None)
    assert told(mac) == ("sha256", key, message, encoding)
    assert mac.keyed and mac.updated and not mac.swapped


CONSTANT = {
    "js": ("a.js", "const s = crypto.createHmac('sha256', secret).digest('hex');"),
    "python": ("a.py", "s = hmac.new(k, digestmod='sha256').hexdigest()"),
    "java": ("A.java", JAVA.format("m.init(k); return hex(m.doFinal());")),
    "go: Sum appends its argument": (
        "a.go", "package a\nfunc f() {\n\tm := hmac.New(sha256.New, k)\n\ts := m.Sum(body)\n\tuse(s)\n}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CONSTANT.values(), ids=CONSTANT)
def test_a_digest_that_is_never_fed_is_a_constant(case: tuple[str, str]) -> None:
    assert [mac.updated for mac in macs(source(*case))] == [False]


@pytest.mark.parametrize(
    ("uri", "code", "swapped"),
    [
        ("a.php", "<?php hash_hmac('sha256', $secret, $body);", True),
        ("a.php", "<?php hash_hmac('sha256', $body, $secret);", False),
        ("a.php", "<?php hash_hmac('sha256', $body . $secret, $key);", False),
        ("a.js", "crypto.createHmac('sha256', req.body).update(process.env.SECRET_KEY).digest('hex')", True),
        ("a.js", "crypto.createHmac('sha256', process.env.SECRET_KEY).update(req.body).digest('hex')", False),
        ("a.py", "hmac.new(request.body, SECRET_KEY.encode(), 'sha256').digest()", True),
        ("a.py", "hmac.new(data['SecretKey'].encode(), payload, 'sha256').digest()", False),
    ],
)
def test_key_and_message_that_changed_places(uri: str, code: str, swapped: bool) -> None:
    (mac,) = macs(source(uri, code))
    assert mac.swapped is swapped


def test_a_function_of_the_file_gives_its_mac_made_of_what_the_caller_gives() -> None:
    code = """
        function sign(text, clave) { return crypto.createHmac('sha1', clave).update(text).digest('hex').toUpperCase(); }
        const mine = sign(req.rawBody, config.secret);"""
    inner, outer = macs(source("a.js", code))
    assert outer.within == inner
    assert told(outer) == ("sha1", "config.secret", "req.rawBody", "HEX")


def test_a_function_that_answers_whether_it_is_right_gives_no_mac() -> None:
    code = """
        function check(body, received) { return received === createHmac('sha256', k).update(body).digest('hex'); }
        if (!check(req.body, header)) throw new Error();"""
    assert len(macs(source("a.js", code))) == 1


def test_a_call_that_compares_too_tells_what_with() -> None:
    (mac,) = macs(source("a.ts", "const ok = await crypto.subtle.verify('HMAC', key, signature, raw);"))
    assert mac.verifies is not None and mac.verifies.text == "signature"


def test_a_function_of_another_file_is_known_by_its_name() -> None:
    (mac,) = macs(source("a.py", "expected = compute_signature(raw_body, settings.SECRET_KEY)"))
    assert mac.opaque and told(mac) == ("", "settings.SECRET_KEY", "raw_body", "")


def test_a_plain_digest_has_a_key_only_with_a_secret_in_its_message() -> None:
    with_, without = macs(source("a.php", "<?php $a = md5($body . $apiKey); $b = md5($body);"))
    assert (with_.keyed, with_.key is not None) == (False, True)
    assert (without.keyed, without.key) == (False, None)


@pytest.mark.parametrize(
    ("uri", "expression", "expected"),
    [
        ("a.php", "strtoupper(hash_hmac('sha256', $b, $k))", "HEX"),
        ("a.php", "bin2hex(hash_hmac('sha256', $b, $k, true))", "hex"),
        ("a.php", "base64_encode(hash_hmac('sha256', $b, $k, true))", "base64"),
        ("a.js", "createHmac('sha256', k).update(b).digest('hex').toUpperCase()", "HEX"),
        ("a.js", "Buffer.from(createHmac('sha256', k).update(b).digest('hex'), 'hex')", "raw"),
        ("a.js", "createHmac('sha256', k).update(b).digest().toString('base64')", "base64"),
        ("a.py", "base64.b64encode(hmac.new(k, b, 'sha256').digest()).decode()", "base64"),
        ("a.py", "hmac.new(k, b, 'sha256').digest().hex()", "hex"),
        ("a.py", "hmac.new(k, b, 'sha256').hexdigest().upper()", "HEX"),
        ("A.cs", "Convert.ToHexString(HMACSHA256.HashData(k, b))", "HEX"),
        ("A.cs", "Convert.ToHexString(HMACSHA256.HashData(k, b)).ToLowerInvariant()", "hex"),
        ("A.cs", 'BitConverter.ToString(HMACSHA256.HashData(k, b)).Replace("-", "")', "HEX"),
        ("A.cs", 'BitConverter.ToString(HMACSHA256.HashData(k, b)).Replace("-", "").ToLower()', "hex"),
        ("A.cs", "Convert.ToBase64String(HMACSHA256.HashData(k, b))", "base64"),
        ("A.java", "Hex.encodeHexString(new HmacUtils(HMAC_SHA_256, k).hmac(b))", "hex"),
        ("A.java", "HexFormat.of().withUpperCase().formatHex(new HmacUtils(HMAC_SHA_256, k).hmac(b))", "HEX"),
        ("A.java", "Base64.getEncoder().encodeToString(new HmacUtils(HMAC_SHA_256, k).hmac(b))", "base64"),
    ],
)
def test_how_it_is_written_where_it_is_compared(uri: str, expression: str, expected: str) -> None:
    frame = {"a.php": "<?php $ok = {} == $h;", "a.js": "ok = {} === h;", "a.py": "ok = {} == h\n"}
    code = frame.get(uri, "class A {{ boolean f() {{ return Equals({}, h); }} }}").format(expression)
    file = source(uri, code if uri != "A.java" else code.replace("Equals", "equals"))
    (one,) = comparisons(file)
    mac = mac_of(file, one.left)
    assert mac is not None
    assert written(file, one.left, mac) == expected
