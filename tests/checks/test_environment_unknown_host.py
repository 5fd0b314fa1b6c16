"""Names below the gateway's domain that are hosts, and those that only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import catalog, examples


def hosts_reported(folder: Path, text: str) -> list[str]:
    file = folder / "settings.txt"
    file.write_text(text)
    audit = examples.run(catalog.find("environment-unknown-host"), file)
    return [finding.message.split()[0] for finding in audit.findings]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://api.pagoefectivo.pe/v1", "api.pagoefectivo.pe"),
        ("url=https://sandbox.services.pagoefectivo.pe", "sandbox.services.pagoefectivo.pe"),
        ("'API.PagoEfectivo.pe'", "API.PagoEfectivo.pe"),
        ("https://api.pagoefectivo.pe:8443/", "api.pagoefectivo.pe"),
        ("Calls api.pagoefectivo.pe.", "api.pagoefectivo.pe"),
        ("https://user@pre-api.pagoefectivo.pe.", ""),
    ],
)
def test_a_host_that_the_gateway_does_not_have_is_reported(tmp_path: Path, text: str, host: str) -> None:
    assert hosts_reported(tmp_path, text) == ([host] if host else [])


@pytest.mark.parametrize(
    "text",
    [
        "https://services.pagoefectivo.pe/v1",
        "https://pre1a.services.pagoefectivo.pe/v1",
        "https://www.pagoefectivo.pe/documentacion",
        "https://centraldeayuda.pagoefectivo.pe/hc/es",
        "soporte@pagoefectivo.pe",
        "soporte@correo.pagoefectivo.pe",
        "*.pagoefectivo.pe",
        ".pagoefectivo.pe",
        "Domain=.pagoefectivo.pe; Secure",
        "tienda-pagoefectivo.pe",
        "/etc/ssl/pagoefectivo.pem",
        "pagoefectivo.pe.key",
        "pagoefectivo.pe-2026.crt",
        "pe.pagoefectivo.sdk",
        "pagoefectivo.person",
    ],
)
def test_known_hosts_mail_wildcards_and_file_names_are_not(tmp_path: Path, text: str) -> None:
    assert hosts_reported(tmp_path, text) == []
