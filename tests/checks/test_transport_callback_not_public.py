"""transport-callback-not-public: hosts nobody reaches, whose callbacks count, and where."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.transport_callback_not_public import check
from pe_audit.evidence.circumstances import Callback, Circumstances, Declarations, Entry
from pe_audit.evidence.comeback import unreachable
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.model import Observed


def observed(uri: str, text: str) -> list[Observed]:
    evidence = settings_file(File(uri, text.encode(), Circumstances(gateways.load())))
    assert evidence is not None
    return list(check(evidence))


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "10.0.0.8", "192.168.1.20", "172.20.0.3", "169.254.169.254", "100.64.1.1", "::1",
        "fd00::1", "203.0.113.9", "8.8.8.8", "tienda", "pagos.tienda.local", "pagos.internal", "tienda.test",
        "www.example.com", "tienda.example", "tienda.invalid", "3f1c-190-81-7-12.ngrok-free.app", "a1b2.ngrok.io",
        "tienda.loca.lt", "x-y-z.trycloudflare.com", "abc.lhr.life", "webhook.site", "eo1.m.pipedream.net",
        "tienda.free.beeceptor.com", "a.serveo.net", "abc-8000.brs.devtunnels.ms",
    ],
)  # fmt: skip
def test_a_host_that_the_internet_does_not_reach(host: str) -> None:
    assert unreachable(host) is not None


@pytest.mark.parametrize(
    "host", ["tienda.pe", "pagos.tienda-andina.com.pe", "xn--caf-dma.pe", "ngrok-blog.pe", "site.pe"]
)
def test_any_other_name_may_be_public(host: str) -> None:
    assert unreachable(host) is None


@pytest.mark.parametrize("uri", [".env.production", "config/prod/app.env"])
def test_in_live_settings_it_is_a_problem(uri: str) -> None:
    (seen,) = observed(uri, "WEBHOOK_URL=http://localhost:8080/aviso\n")
    assert (seen.problem or "").startswith("The callback address is not public. `WEBHOOK_URL` leads to localhost")


@pytest.mark.parametrize("uri", [".env.development", ".env.staging", ".env.test", ".env.example", ".env.local"])
def test_elsewhere_it_is_sound(uri: str) -> None:
    (seen,) = observed(uri, "WEBHOOK_URL=http://localhost:8080/aviso\n")
    assert (seen.problem, seen.undecided) == (None, None)


def test_where_nothing_says_the_environment_the_merchant_is_asked() -> None:
    (seen,) = observed("shop.env", "WEBHOOK_URL=http://localhost:8080/aviso\n")
    assert seen.problem is None
    assert "environments" in (seen.undecided or "")


def test_a_section_of_a_live_file_may_be_a_rehearsal() -> None:
    text = "sandbox:\n  webhook_url: http://localhost/a\nproduction:\n  webhook_url: http://localhost/a\n"
    assert [seen.problem is None for seen in observed("values-prod.yaml", text)] == [True, False]


@pytest.mark.parametrize("name", ["GITHUB_WEBHOOK_URL", "ERP_CALLBACK_URL", "GOOGLE_CALLBACK_URL", "SLACK_NOTIFY_URL"])
def test_callbacks_of_others_are_no_subject(name: str) -> None:
    assert observed(".env.production", f"{name}=http://localhost/a\n") == []


def test_a_base_of_the_same_file_is_filled_in() -> None:
    text = "APP_URL=http://localhost\nPAGOEFECTIVO_RETURN_URL=${APP_URL}/gracias\nIPN_URL=$APP_URL/ipn\n"
    assert [seen.line for seen in observed(".env.production", text) if seen.problem] == [2, 3]
    assert observed(".env.production", "IPN_URL=${APP_URL}/ipn\n") == []


def test_a_variable_in_a_list_is_a_setting_too() -> None:
    text = "services:\n  web:\n    environment:\n      - PAYMENT_WEBHOOK_URL=https://a.ngrok.io/aviso\n"
    (seen,) = observed("compose.prod.yaml", text)
    assert (seen.line, seen.problem is not None) == (4, True)


def test_declared_callbacks_of_production() -> None:
    urls = [
        ("https://tienda.pe/a", "production"),
        ("https://a.loca.lt/b", "production"),
        ("https://a.loca.lt/c", "sandbox"),
    ]
    callbacks = tuple(Callback(Entry(url, n, 3), environment) for n, (url, environment) in enumerate(urls, 2))
    told = Circumstances(gateways.load(), Declarations(callbacks=callbacks))
    seen = list(check(Declared("pe-audit.yaml", told)))
    assert [(one.line, one.problem is None) for one in seen] == [(2, True), (3, False), (4, True)]
