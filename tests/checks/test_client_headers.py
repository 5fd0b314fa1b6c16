"""Headers that the 2026 protocol wants: which requests lack them, and where that cannot be told."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks import client_signature_missing, client_timestamp_missing, client_version_missing
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed

DEPLOYED = Circumstances(gateways.load())
DECLARED = Circumstances((DEPLOYED.gateway._replace(protocol="2026"),))
URL = "'https://services.pagoefectivo.pe/v1/cips'"
CHECKS = [client_signature_missing.check, client_timestamp_missing.check, client_version_missing.check]


def observed(code: str, uri: str = "pe.py", told: Circumstances = DECLARED) -> list[Observed]:
    """What client-timestamp-missing says."""
    language = language_of(uri)
    assert language is not None
    return list(client_timestamp_missing.check(SourceFile(File(uri, code.encode(), told), language)))


@pytest.mark.parametrize("check", CHECKS)
def test_the_deployed_protocol_has_no_such_headers(check: object) -> None:
    source = SourceFile(File("pe.py", f"requests.post({URL}, json=b)".encode(), DEPLOYED), "python")
    assert list(check(source)) == []  # type: ignore[operator]


@pytest.mark.parametrize(
    ("uri", "code", "wanted"),
    [
        ("pe.py", "requests.post({}, json=b)", "problem"),
        ("pe.py", "requests.post({}, json=b, headers={{'X-Date': now}})", "sound"),
        ("pe.py", "requests.post({}, json=b, headers={{'x-date': now}})", "sound"),
        ("pe.py", "h = {{}}\nh['X-Date'] = now\nrequests.post({}, json=b, headers=h)", "sound"),
        ("pe.py", "DATE = 'X-Date'\nrequests.post({}, json=b, headers={{DATE: now}})", "sound"),
        ("pe.py", "requests.post({}, json=b, headers={{'X-Data': now}})", "problem"),
        ("pe.py", "from lib import headers_for\nrequests.post({}, headers=headers_for(b))", "undecided"),
        ("pe.py", "requests.post({}, json=b, auth=Signer(key))", "undecided"),
        ("pe.js", "axios.post({}, b, {{ headers: {{ 'X-Date': now }} }});", "sound"),
        ("pe.js", "const api = axios.create();\napi.interceptors.request.use(stamp);\napi.post({}, b);", "undecided"),
        ("pe.js", "function stamp(c) {{ c.headers['X-Date'] = now; }}\naxios.post({}, b);", "undecided"),
        ("pe.php", "<?php $c = curl_init({}); curl_setopt($c, CURLOPT_HTTPHEADER, [\"X-Date: $d\"]); curl_exec($c);",
         "sound"),
    ],
)  # fmt: skip
def test_requests_carry_the_time(uri: str, code: str, wanted: str) -> None:
    (one,) = observed(code.format(URL), uri)
    assert ("problem" if one.problem else "undecided" if one.undecided else "sound") == wanted


def test_other_gateways_have_headers_of_their_own() -> None:
    assert observed("requests.post('https://api.stripe.com/v1/charges', headers={'Authorization': key})") == []
