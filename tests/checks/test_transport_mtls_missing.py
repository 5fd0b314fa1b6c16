"""transport-mtls-missing: who calls the gateway under 2026 shows a certificate, wherever it is configured."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.configuration import load
from pe_audit.model import Audit, Outcome
from pe_audit.options import Options

NEW = 'gateway: {protocol: "2026"}\n'
PAIR = NEW + "certificates: [{file: c.pem, key: c.key, purpose: client}]\n"
CALL = "const r = await fetch(process.env.PAGOEFECTIVO_URL + '/cips');\n"
SHOWN = "const agent = new https.Agent({ cert: pem, key: key });\n"


def audited(tree: Path, declared: str, **files: str) -> Audit:
    for name, text in files.items():
        path = tree / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if declared:
        (tree / "pe-audit.yaml").write_text(declared)
    rule = catalog.find("transport-mtls-missing")
    return audit(Options(paths=(tree,), root=tree, config=load(tree, None), now=NOW, only=(rule,)))


NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)


def outcome(result: Audit) -> Outcome:
    return result.verdicts[0].outcome


@pytest.mark.parametrize("declared", ["", "gateway: {protocol: pe-signature}\n", "paths: {skip: [x/]}\n"])
def test_a_profile_without_mutual_tls_has_no_subject(tmp_path: Path, declared: str) -> None:
    assert outcome(audited(tmp_path, declared, pay_DOT_js=CALL)) is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("declared", "files", "expected"),
    [
        (NEW, {}, Outcome.FAIL),
        (PAIR, {}, Outcome.PASS),
        (PAIR.replace("client", "server"), {}, Outcome.FAIL),
        (PAIR.replace("}]", ", environment: sandbox}]"), {}, Outcome.FAIL),
        (PAIR, {"pay_DOT_js": CALL}, Outcome.FAIL),
        (PAIR, {"pay_DOT_js": SHOWN + CALL}, Outcome.PASS),
        (PAIR, {"pay_DOT_js": "// " + SHOWN + CALL}, Outcome.FAIL),
        (PAIR, {"pay_DOT_js": CALL, "mtls_DOT_js": "// mtls\nconst client_cert = " + SHOWN}, Outcome.OPEN),
        (PAIR, {"pay_DOT_js": CALL, "app_DOT_env": "PAGOEFECTIVO_CLIENT_CERT=/run/c.pem\n"}, Outcome.OPEN),
        (PAIR, {"pay_DOT_js": CALL, "app_DOT_env": "PAGOEFECTIVO_CLIENT_CERT=\n"}, Outcome.FAIL),
        (NEW, {"app_DOT_env": "PAGOEFECTIVO_CLIENT_CERT=/run/c.pem\n"}, Outcome.PASS),
        (NEW, {"app_DOT_env": "PAGOEFECTIVO_URL=https://services.pagoefectivo.pe\n"}, Outcome.FAIL),
        (NEW, {"a_DOT_properties": "pe.url=https://pagoefectivo.pe\nserver.ssl.key-store=s.p12\n"}, Outcome.FAIL),
        (NEW, {"agent_DOT_js": "const client_cert = 1;\n" + SHOWN}, Outcome.OPEN),
        (PAIR, {"test__pay_DOT_js": CALL}, Outcome.PASS),
        (PAIR, {"pay_DOT_js": "const r = await fetch('https://api.stripe.com/v1');\n"}, Outcome.PASS),
        (PAIR, {"pay_DOT_js": "const name = 'pagoefectivo'; client.send(name);\n"}, Outcome.PASS),
    ],
)
def test_what_is_declared_configured_and_called(
    tmp_path: Path, declared: str, files: dict[str, str], expected: Outcome
) -> None:
    assert outcome(audited(tmp_path, declared, **files)) is expected


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("pagoefectivo_DOT_py", "import requests\ndef f():\n    return requests.post(u)\n"),
        ("pagoefectivo_DOT_py", "import httpx\nc = httpx.AsyncClient()\n"),
        ("pagoefectivo_DOT_py", "import aiohttp\ns = aiohttp.ClientSession()\n"),
        ("pagoefectivo_DOT_ts", "const c = axios.create({});\n"),
        ("pagoefectivo_DOT_js", "https.request({ host }, done);\n"),
        ("pagoefectivo_DOT_php", "<?php $r = Http::withToken($t)->post($u);\n"),
        ("pagoefectivo_DOT_php", "<?php $r = wp_remote_post($u, []);\n"),
        ("pagoefectivo_DOT_php", "<?php $c = new \\GuzzleHttp\\Client();\n"),
        ("PagoEfectivo_DOT_java", "class A { RestTemplate t = new RestTemplate(); }\n"),
        ("PagoEfectivo_DOT_java", "class A { Object t = new OkHttpClient.Builder().build(); }\n"),
        ("PagoEfectivo_DOT_cs", "class A { void F() { s.AddHttpClient<B>(c => {}); } }\n"),
    ],
)
def test_the_clients_of_every_language_are_known(tmp_path: Path, name: str, call: str) -> None:
    comment = {"py": "# pagoefectivo\n", "php": ""}.get(name.rpartition("_")[2], "// pagoefectivo\n")
    text = call.replace("<?php", "<?php /* pagoefectivo */", 1) if not comment else comment + call
    (finding,) = audited(tmp_path, PAIR, **{name: text}).findings
    assert finding.message.startswith("The gateway is called without a client certificate.")


def test_a_call_in_a_function_about_another_provider_is_not_the_gateways(tmp_path: Path) -> None:
    code = (
        "async function culqi() { return fetch(CULQI); }\n"
        "async function cip() { return fetch(process.env.PAGOEFECTIVO_URL); }\n"
    )
    (finding,) = audited(tmp_path, PAIR, payments_DOT_js=code).findings
    assert (finding.location.line, finding.related) == (2, ())


def test_several_calls_in_a_file_are_one_finding(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, PAIR, pay_DOT_js=CALL + CALL.replace("const r", "const s")).findings
    assert (finding.location.line, [place.location.line for place in finding.related]) == (1, [2])


def test_a_file_that_cannot_be_read_is_said_and_the_others_judged(tmp_path: Path) -> None:
    result = audited(tmp_path, NEW, a_DOT_yml="pagoefectivo: {url: [\n", pay_DOT_js=CALL)
    assert len(result.findings) == 1
    assert any(reason.startswith("a.yml:") for reason in result.verdicts[0].reasons)
