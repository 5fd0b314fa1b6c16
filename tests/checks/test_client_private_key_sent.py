"""Keys that go out with a call, and those that only seem to."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.client_private_key_sent import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed

TOLD = Circumstances(gateways.load())
SOAP = "$c = new SoapClient('https://cip.pagoefectivo.pe/PagoEfectivoWSCrypto/WSCrypto.asmx?WSDL');\n"
URL = "'https://services.pagoefectivo.pe/v1/cips'"


def observed(uri: str, code: str, circumstances: Circumstances = TOLD) -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    return list(check(SourceFile(File(uri, code.encode(), circumstances), language)))


def problems(uri: str, code: str) -> list[str]:
    return [one.problem.partition(".")[0] for one in observed(uri, code) if one.problem]


@pytest.mark.parametrize(
    ("call", "sent"),
    [
        ("$c->Signer(['plainText' => $x, 'privateKey' => $k]);", True),
        ("$c->__soapCall('Signer', [['plainText' => $x, 'privateKey' => $k]]);", True),
        ("$c->DecryptText($x, $bytes);", True),
        ("$llavePrivada = file_get_contents($r); $c->BlackBox($x, base64_encode($llavePrivada));", True),
        ("$c->EncryptText(['plainText' => $x, 'publicKey' => $k]);", False),
        ("$c->GenerarCIPMod1(['Firma' => firmar($x, $llavePrivada), 'Xml' => $x]);", False),
        ("$c->EncryptText(openssl_firmar($x, $clavePrivada), $publica);", False),
    ],
)
def test_operations_of_the_soap_service(call: str, sent: bool) -> None:
    assert bool(problems("soap.php", "<?php\n" + SOAP + call)) is sent


def test_a_local_helper_of_the_same_name_is_no_service() -> None:
    assert observed("aes.php", "<?php $aes->DecryptText($x, $privateKey);") == []


def test_the_generated_client_itself_is_not_blamed_for_its_parameters() -> None:
    code = """public class WSCrypto : System.Web.Services.Protocols.SoapHttpClientProtocol {
        public string Signer(string text, byte[] privateKey) {
            return (string)this.Invoke("Signer", new object[] { text, privateKey })[0]; } }"""
    assert observed("WSCrypto.cs", code) == []


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ("headers={'Authorization': f'Bearer {secret_key}'}", True),
        ("headers={'Authorization': 'Bearer ' + token}", False),
        (
            "headers={'Authorization': 'Basic ' + base64.b64encode(f'{access_key}:{secret_key}'.encode()).decode()}",
            True,
        ),
        ("headers={'Authorization': hmac.new(secret_key, body, sha256).hexdigest()}", False),
        ("json={'accessKey': access_key, 'secretKey': settings.SECRET_KEY}", True),
        ("json={'accessKey': access_key, 'hashString': sha256(f'{secret_key}.{date}').hexdigest()}", False),
        ("json={'client_secret_key': None}", False),
    ],
)
def test_the_secret_key_in_a_call_to_the_gateway(options: str, sent: bool) -> None:
    assert bool(problems("pe.py", f"requests.post({URL}, {options}, timeout=9)")) is sent


def test_other_gateways_ask_for_their_secret_key() -> None:
    code = "requests.post('https://api.culqi.com/v2/charges', headers={'Authorization': f'Bearer {secret_key}'})"
    assert observed("culqi.py", code) == []


def test_one_header_of_many_calls_is_told_once() -> None:
    code = f"""
const headers = () => ({{ Authorization: `Bearer ${{process.env.PAGOEFECTIVO_SECRET_KEY}}` }});
axios.post({URL}, a, {{ headers: headers() }});
axios.get({URL}, {{ headers: headers() }});
"""
    assert [one.line for one in observed("pe.js", code) if one.problem] == [2]


def test_the_story_ends_at_the_call() -> None:
    code = f"h = {{'Authorization': 'Bearer ' + secret_key}}\nrequests.post({URL}, headers=h)\n"
    (one,) = observed("pe.py", code)
    assert (one.line, [place.line for place in one.related]) == (1, [2])


def test_where_the_profile_has_tokens_another_rule_judges_headers() -> None:
    gateway = TOLD.gateway._replace(protocol="2026")
    told = Circumstances((gateway,))
    assert observed("pe.py", f"requests.post({URL}, headers={{'Authorization': secret_key}})", told) == []
