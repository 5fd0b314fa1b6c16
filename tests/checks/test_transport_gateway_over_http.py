"""Payment traffic in the clear, to the gateway or to any payment API."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.transport_gateway_over_http import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.formats import format_of, reader
from pe_audit.languages import language_of


def problems(uri: str, text: str) -> list[str | None]:
    file = File(uri, text.encode(), Circumstances(gateways.load()))
    language, format = language_of(uri), format_of(uri)
    if language is not None:
        return [seen.problem for seen in check(SourceFile(file, language))]
    assert format is not None
    return [seen.problem for seen in check(SettingsFile(file, format, reader(format)))]


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        (".env", "PE_SERVER=http://pre1a.pagoefectivo.pe/"),
        ("a.php", "<?php $client = new SoapClient('http://pagoefectivo.pe/PagoEfectivoWSCrypto/WSCrypto.asmx');"),
        ("conector.properties", "client.url.value = http://192.168.3.4:8220/v1/payments/ABC/cips"),
        ("a.py", "API_URL = 'http://pagos.tienda.pe/v1/refunds/'"),
    ],
)
def test_payment_traffic_over_http_is_a_problem(uri: str, text: str) -> None:
    (problem,) = problems(uri, text)
    assert problem is not None
    assert problem.split(".")[0] in (
        "The gateway is called over plain http",
        "The payment API is called over plain http",
    )


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        (".env", "PE_SERVER=https://cip.pagoefectivo.pe/"),
        ("a.js", "const url = 'http://localhost:3000/payments/';"),
    ],
)
def test_https_tests_and_this_machine_are_sound(uri: str, text: str) -> None:
    assert problems(uri, text) == [None]


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("a.php", "<?php // http://pagoefectivo.pe/"),
        ("a.php", "<?php $url = 'http://notpagoefectivo.pe/';"),
        ("a.js", "const documentation = 'http://ayuda.tienda.pe/payments/';"),
        ("a.js", "const url = 'http://tienda.pe/paymentsystem';"),
    ],
)
def test_other_addresses_are_no_subject(uri: str, text: str) -> None:
    assert problems(uri, text) == []
