"""allowlist-trusts-header and allowlist-fails-open: what the list is asked, and what goes around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.audit import audit
from pe_audit.model import Outcome
from pe_audit.options import Config, Options


def outcome(root: Path, rule: str, name: str, text: str) -> Outcome:
    (root / name).write_text(text)
    return audit(Options((root,), root, Config(), select=(rule,))).verdicts[0].outcome


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("$_SERVER['HTTP_X_FORWARDED_FOR']", Outcome.FAIL),
        ("explode(',', $_SERVER['HTTP_CLIENT_IP'])[0]", Outcome.FAIL),
        ("$request->header('X-Real-IP')", Outcome.FAIL),
        ("$_SERVER['REMOTE_ADDR']", Outcome.PASS),
        ("$request->ip()", Outcome.PASS),
        ("$country", Outcome.NOT_APPLICABLE),
    ],
)
def test_the_address_of_a_header_is_the_callers_own_word(tmp_path: Path, address: str, expected: Outcome) -> None:
    text = f"<?php // remote_addr\n$ip = {address}; if (!in_array($ip, $allowedIps)) {{ exit; }}"
    text = text.replace("$ip", "$country") if address == "$country" else text
    assert outcome(tmp_path, "allowlist-trusts-header", "webhook.php", text) is expected


def test_a_header_is_believed_once_the_proxy_is_known(tmp_path: Path) -> None:
    text = (
        "def paid(request):\n"
        "    ip = request.remote_addr\n"
        "    if is_trusted_proxy(ip):\n        ip = request.headers['X-Forwarded-For']\n"
        "    if ip not in allowed_ips:\n        raise Forbidden\n"
    )
    assert outcome(tmp_path, "allowlist-trusts-header", "webhook.py", text) is Outcome.PASS


@pytest.mark.parametrize(
    "guard",
    [
        "if not allowed_ips:\n        return True",
        "if len(allowed_ips) == 0:\n        return True",
        "if allowed_ips is None:\n        return True",
    ],
)
def test_an_empty_list_that_lets_pass_is_reported(tmp_path: Path, guard: str) -> None:
    text = f"def admits(request):\n    {guard}\n    return request.remote_addr in allowed_ips\n"
    assert outcome(tmp_path, "allowlist-fails-open", "webhook.py", text) is Outcome.FAIL


@pytest.mark.parametrize(
    "guard",
    [
        "if not allowed_ips:\n        return False",
        "if not allowed_ips:\n        raise ImproperlyConfigured",
        "if not request.is_secure:\n        return True",
        "allowed_ips = load()",
    ],
    ids=["refuses", "raises", "another question", "no question"],
)
def test_an_empty_list_that_refuses_is_sound(tmp_path: Path, guard: str) -> None:
    text = f"def admits(request):\n    {guard}\n    return request.remote_addr in allowed_ips\n"
    assert outcome(tmp_path, "allowlist-fails-open", "webhook.py", text) is Outcome.PASS


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("allowedIps.length && !allowedIps.includes(req.ip)", Outcome.FAIL),
        ("!allowedIps || !allowedIps.includes(req.ip)", Outcome.PASS),
        ("!allowedIps.length || !allowedIps.includes(req.ip)", Outcome.PASS),
        ("production && !allowedIps.includes(req.ip)", Outcome.PASS),
    ],
)
def test_the_same_expression_can_leave_an_empty_list_out(tmp_path: Path, test: str, expected: Outcome) -> None:
    text = f"function webhook(req, res) {{ if ({test}) {{ return res.status(403).end(); }} settle(req); }}\n"
    assert outcome(tmp_path, "allowlist-fails-open", "webhook.js", text) is expected
