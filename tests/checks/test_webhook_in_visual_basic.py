"""Web Forms pages that receive notifications: what their words tell, where no grammar does."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_signature_unverified import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.text import File, Text
from pe_audit.model import Observed, Precision

TOLD = Circumstances(gateways.load())
PAGE = """Partial Class {name}
    Inherits System.Web.UI.Page
    Protected Sub Page_Load(sender As Object, e As EventArgs) Handles Me.Load
        {first}
        Dim data = Request.Params("data")
        Pedidos.Pagar(PagoEfectivo.Desencriptar(data)) {last}
    End Sub
    {more}
End Class
"""
CHECKS = "Private Function {}(cuerpo As String) As Boolean\n{}\nEnd Function"


def observed(name: str = "NotificacionPago", first: str = "", last: str = "", more: str = "") -> list[Observed]:
    code = PAGE.format(name=name, first=first, last=last, more=more)
    uri = f"web/{name}.aspx.vb"
    text = Text(File(uri, code.encode(), TOLD))
    return list(check(Project(".", frozenset({uri}), (), (), TOLD, texts=(text,))))


def test_a_page_that_only_decrypts_is_reported_where_it_begins_with_care() -> None:
    (one,) = observed()
    assert one.problem is not None
    assert one.problem.startswith("Anybody can send this handler a payment notification. `NotificacionPago.Page_Load`")
    assert (one.uri, one.line, one.precision) == ("web/NotificacionPago.aspx.vb", 3, Precision.LOW)


@pytest.mark.parametrize(
    ("first", "more"),
    [
        ('If Not FirmaValida(Request.Headers("PE-Signature")) Then Throw New Exception()', ""),
        ("If Not EsDeEllos(Leer()) Then Return", CHECKS.format("EsDeEllos", "Dim hmac As New HMACSHA256(Clave)")),
        ("ServicePago.VerifyNotification(Request)", ""),
    ],
)
def test_a_signature_that_is_named_is_sound(first: str, more: str) -> None:
    (one,) = observed(first=first, more=more)
    assert (one.problem, one.undecided) == (None, None)


def test_a_secret_that_is_named_is_left_open() -> None:
    (one,) = observed(first='If Request("token") <> ConfigurationManager.AppSettings("TokenPago") Then Return')
    assert one.problem is None
    assert "there is no grammar" in (one.undecided or "")


def test_what_a_comment_says_proves_nothing() -> None:
    (one,) = observed(last="' TODO: verificar la firma (HMAC)")
    assert one.problem is not None


def test_what_another_method_checks_that_is_not_called_proves_nothing() -> None:
    (one,) = observed(more=CHECKS.format("Comprobar", "Return HMACSHA256.HashData(Clave, cuerpo) Is Nothing"))
    assert one.problem is not None


@pytest.mark.parametrize("name", ["ConsultarCip", "GenerarCip", "Carrito"])
def test_other_pages_are_no_receivers(name: str) -> None:
    assert observed(name) == []
