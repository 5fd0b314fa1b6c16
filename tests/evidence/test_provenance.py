"""Where values come from, followed through variables, conversions and helpers."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.provenance import Provenance
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import Syntax
from pe_audit.evidence.text import File


def last_argument(language: str, code: str) -> tuple[Provenance, Syntax]:
    """The argument of the call `look(…)` in the code."""
    source = SourceFile(File("x", code.encode(), Circumstances()), language)
    (call,) = (one for one in source.all("call") if one.name == "look")
    value = source.argument(call, 0)
    assert value is not None
    return Provenance(source), value


MACS = {
    "a call": ("php", "<?php look(hash_hmac('sha256', $b, $k));"),
    "a variable": ("python", "m = hmac.new(k, b, 'sha256')\nh = m.hexdigest()\nlook(h)\n"),
    "a conversion": ("php", "<?php $m = hash_hmac('sha256', $b, $k, true); look(strtolower(bin2hex($m)));"),
    "a prefix": ("javascript", "const m = createHmac('sha256', k).update(b).digest('hex'); look('v1=' + m);"),
    "a choice": ("javascript", "const m = ok ? createHmac('sha256', k).digest() : other; look(m);"),
    "a helper": ("javascript", "const sign = (b) => createHmac('sha256', k).update(b).digest(); look(sign(x));"),
    "a method": (
        "php",
        "<?php class A { function s($b) { return hash_hmac('md5', $b, $k); } function f() { look($this->s(1)); } }",
    ),
    "go: written to and summed": (
        "go",
        "package a\nfunc f() {\n\tm := hmac.New(sha256.New, k)\n\tm.Write(b)\n\tlook(hex.EncodeToString(m.Sum(nil)))}",
    ),
    "ruby: a class that makes one": ("ruby", "mac = OpenSSL::HMAC.hexdigest('SHA256', key, body)\nlook(mac)\n"),
    "ruby: a method asked like a variable": (
        "ruby",
        "def receive\n  look(expected)\nend\ndef expected\n  OpenSSL::HMAC.hexdigest('SHA256', key, body)\nend\n",
    ),
    "ruby: an instance variable that a filter gives": (
        "ruby",
        "def sign\n  @mac = OpenSSL::HMAC.hexdigest('SHA256', key, body)\nend\ndef receive\n  look(@mac)\nend\n",
    ),
    "kotlin: set up in a block": (
        "kotlin",
        'val m = Mac.getInstance("HmacSHA256").apply { init(k) }\nval h = m.doFinal(b)\nlook(h.toHex())\n',
    ),
    "swift: a hole in a string": (
        "swift",
        'let m = HMAC<SHA256>.authenticationCode(for: b, using: k)\nlook("v1=\\(m)")\n',
    ),
}
OTHERS = {
    "an answer to a signed request": (
        "javascript",
        "const r = post(url, { s: createHmac('sha256', k).digest() }); look(r.status);",
    ),
    "whether a MAC is right": ("python", "look(hmac.compare_digest(a, b))\n"),
    "a helper that checks one": (
        "python",
        "def load(d):\n    hmac.new(k, d).digest()\n    return d[32:]\nlook(load(x))\n",
    ),
    "a later value": ("python", "look(m)\nm = hmac.new(k, b).hexdigest()\n"),
    "another function's variable": ("python", "def f():\n    m = hmac.new(k, b)\ndef g(m):\n    look(m)\n"),
    "itself": ("php", "<?php $a = $b; $b = $a; look($a);"),
}


@pytest.mark.parametrize("case", MACS.values(), ids=MACS)
def test_it_is_a_mac(case: tuple[str, str]) -> None:
    provenance, value = last_argument(*case)
    assert provenance.is_mac(value)


@pytest.mark.parametrize("case", OTHERS.values(), ids=OTHERS)
def test_it_is_no_mac(case: tuple[str, str]) -> None:
    provenance, value = last_argument(*case)
    assert not provenance.is_mac(value)


def test_a_member_comes_from_its_object() -> None:
    provenance, value = last_argument("php", "<?php $s = get_settings(); $p = $s['password']; look($p);")
    assert provenance.is_from(value, "configured") and not provenance.says(value, "configured")


def test_what_is_taken_apart_comes_from_the_whole() -> None:
    provenance, value = last_argument("javascript", "const { secret, order } = req.body; look(secret);")
    assert provenance.says(value, "received")


@pytest.mark.parametrize("code", ["look('x')", "look(null)", "look(12)", "look((undefined))"])
def test_constants_are_known(code: str) -> None:
    provenance, value = last_argument("javascript", code)
    assert provenance.is_constant(value)
