"""transport-callback-port: which ports, of whose callbacks, and where."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.transport_callback_port import check
from pe_audit.evidence.circumstances import Callback, Circumstances, Declarations, Entry
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.model import Observed, Precision


def observed(uri: str, url: str, name: str = "PAGOEFECTIVO_WEBHOOK_URL") -> list[Observed]:
    evidence = settings_file(File(uri, f"{name}={url}\n".encode(), Circumstances(gateways.load())))
    assert evidence is not None
    return list(check(evidence))


@pytest.mark.parametrize("url", ["https://tienda.pe:8443/a", "http://tienda.pe:8080", "https://tienda.pe:80/a?b"])
def test_any_port_but_443_is_a_problem(url: str) -> None:
    (seen,) = observed(".env.production", url)
    assert (seen.problem or "").startswith("The callback address is not on port 443. ")


@pytest.mark.parametrize("url", ["https://tienda.pe/a", "https://tienda.pe:443/a", "https://tienda.pe/a:8080"])
def test_443_named_or_not_is_sound(url: str) -> None:
    assert [seen.problem for seen in observed(".env.production", url)] == [None]


def test_rehearsals_may_use_any_port() -> None:
    assert [seen.problem for seen in observed(".env.staging", "https://tienda.pe:8443/a")] == [None]


def test_where_nothing_says_the_environment_it_is_less_sure() -> None:
    (seen,) = observed("shop.env", "https://tienda.pe:8443/a")
    assert (seen.problem is not None, seen.precision) == (True, Precision.MEDIUM)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("ERP_WEBHOOK_URL", "https://erp.tienda.pe:9443/a"),
        ("PAGOEFECTIVO_RETURN_URL", "https://tienda.pe:8443/a"),
        ("PAGOEFECTIVO_WEBHOOK_URL", "http://localhost:8080/a"),  # transport-callback-not-public speaks of that
    ],
)
def test_other_addresses_are_no_subject(name: str, url: str) -> None:
    assert observed(".env.production", url, name) == []


def test_declared_callbacks_of_production() -> None:
    urls = [("https://tienda.pe/a", "production"), ("https://tienda.pe:8443/b", "production")]
    urls += [("https://tienda.pe:8443/c", "sandbox"), ("https://tienda.pe:port/d", "production")]
    callbacks = tuple(Callback(Entry(url, n, 3), environment) for n, (url, environment) in enumerate(urls, 2))
    told = Circumstances(gateways.load(), Declarations(callbacks=callbacks))
    seen = list(check(Declared("pe-audit.yaml", told)))
    assert [one.line for one in seen if one.problem is not None] == [3]
