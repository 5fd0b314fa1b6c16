"""Handlers written for the traps: which answers PagoEfectivo, and which every gateway, takes for a failure."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_not_acknowledged import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed

TOLD = Circumstances(gateways.load())
OTHER = "A stored payment is answered with something else than 200"
NEVER = "A stored payment is never answered"
DUPLICATE = "A notification that was handled before is answered with an error"
FORGED = "A forged notification is answered with a server error"


def observed(uri: str, code: str) -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    source = SourceFile(File(uri, code.encode(), TOLD), language)
    return list(check(Project(".", frozenset({uri}), (source,), (), TOLD)))


EXPRESS = (
    "router.post('/webhook/{0}', async (req, res) => {{"
    " const order = await Order.findOne({{cip: req.body.cip}}); {1} }});"
)
PAY = "order.status = 'paid'; await order.save();"
TRAPS = {
    "200": ("pagoefectivo", f"{PAY} res.sendStatus(200);", []),
    "201": ("pagoefectivo", f"{PAY} res.status(201).json({{}});", [OTHER]),
    "204 in a variable": ("pagoefectivo", f"const code = 204; {PAY} res.status(code).end();", [OTHER]),
    "202 to another gateway, which takes every 2xx": ("mercadopago", f"{PAY} res.sendStatus(202);", []),
    "no answer": ("pagoefectivo", f"if (!order) return res.sendStatus(404); {PAY}", [NEVER]),
    "no answer to another gateway": ("mercadopago", f"if (!order) return res.sendStatus(404); {PAY}", [NEVER]),
    "an answer in a function that is called": (
        "pagoefectivo",
        f"if (!order) return res.sendStatus(404); {PAY} finish(res); }}); function finish(res) {{ res.sendStatus(200);",
        [],
    ),
    "an answer after a transaction that is left early": (
        "pagoefectivo",
        f"await db.transaction(async () => {{ if (order.old) {{ {PAY} return; }} {PAY} }}); res.json({{}});",
        [],
    ),
    "a duplicate answered with 409": (
        "mercadopago",
        f"if (order.status === 'paid') return res.sendStatus(409); {PAY} res.sendStatus(200);",
        [DUPLICATE],
    ),
    "a duplicate answered with 200": (
        "pagoefectivo",
        f"if (order.status === 'paid') return res.sendStatus(200); {PAY} res.sendStatus(200);",
        [],
    ),
    "a forgery answered with 500": (
        "pagoefectivo",
        f"if (!validSignature(req)) return res.sendStatus(500); {PAY} res.sendStatus(200);",
        [FORGED],
    ),
    "an error of one's own answered with 500": (
        "pagoefectivo",
        f"try {{ {PAY} res.sendStatus(200); }} catch (e) {{ res.sendStatus(500); }}",
        [],
    ),
}


@pytest.mark.parametrize(("gateway", "body", "wanted"), TRAPS.values(), ids=list(TRAPS))
def test_trap(gateway: str, body: str, wanted: list[str]) -> None:
    found = observed(f"routes/{gateway}.js", EXPRESS.format(gateway, body))
    assert [one.problem.partition(". ")[0] for one in found if one.problem] == wanted
    assert found, "the handler is a subject, sound or not"


NEST = """
@Controller('pagoefectivo')
export class PagoEfectivoController {{
  @Post('webhook') {}
  async webhook(@Body() body: Aviso) {{
    await this.orders.update({{ cip: body.cip }}, {{ status: 'paid' }});
    return {{ ok: true }};
  }}
}}
"""


@pytest.mark.parametrize(
    ("decorator", "wanted"), [("", [OTHER]), ("@HttpCode(200)", []), ("@HttpCode(HttpStatus.OK)", [])]
)
def test_nest_answers_201_unless_told(decorator: str, wanted: list[str]) -> None:
    found = observed("src/pagoefectivo.controller.ts", NEST.format(decorator))
    assert [one.problem.partition(". ")[0] for one in found if one.problem] == wanted


def test_nest_answers_201_also_where_only_the_address_names_the_gateway() -> None:
    code = NEST.format("").replace("PagoEfectivo", "Cobros").replace("pagoefectivo", "cobros")
    code = code.replace("webhook(", "aviso(").replace("'webhook'", "'notificacion/pagoefectivo'")
    found = observed("src/cobros.controller.ts", code)
    assert [one.problem.partition(". ")[0] for one in found if one.problem] == [OTHER]


ASP = """
[RoutePrefix("api/pagoefectivo")]
public class AvisosController : {}
{{
    [HttpPost, Route("notificacion")]
    public {} Notificacion(PagoEfectivoAviso aviso)
    {{
        var pedido = db.Pedidos.Single(p => p.Cip == aviso.Cip);
        pedido.Estado = "PAGADO";
        db.SaveChanges();{}
    }}
}}
"""
JAX = """
@Path("/pagoefectivo")
public class AvisoResource {{
  @POST @Path("/notificacion")
  public {} notificacion(PagoEfectivoAviso aviso{}) {{
    Pedido pedido = pedidos.findByCip(aviso.getCip());
    pedido.setEstado("PAGADO");
    pedidos.save(pedido);{}
  }}
}}
"""
NO_CONTENT = {
    "Web API 2": ("AvisosController.cs", ASP.format("ApiController", "void", ""), [OTHER]),
    "Web API 2, asynchronously": ("AvisosController.cs", ASP.format("ApiController", "async Task", ""), [OTHER]),
    "Web API 2, with an answer": (
        "AvisosController.cs",
        ASP.format("ApiController", "IHttpActionResult", " return Ok();"),
        [],
    ),
    "ASP.NET Core": ("AvisosController.cs", ASP.format("ControllerBase", "void", ""), []),
    "JAX-RS": ("AvisoResource.java", JAX.format("void", "", ""), [OTHER]),
    "JAX-RS, with an answer": ("AvisoResource.java", JAX.format("Response", "", " return Response.ok().build();"), []),
    "JAX-RS, answered by hand": (
        "AvisoResource.java",
        JAX.format("void", ", @Suspended AsyncResponse respuesta", " respuesta.resume(Response.ok().build());"),
        [],
    ),
    "Spring": (
        "AvisoController.java",
        JAX.format("void", "", "").replace("@Path(", "@RequestMapping(").replace("@POST @Request", "@Post"),
        [],
    ),
}


@pytest.mark.parametrize(("uri", "code", "wanted"), NO_CONTENT.values(), ids=list(NO_CONTENT))
def test_some_frameworks_answer_204_where_nothing_is_given_back(uri: str, code: str, wanted: list[str]) -> None:
    found = observed(uri, code)
    assert [one.problem.partition(". ")[0] for one in found if one.problem] == wanted
    assert found, "the handler is a subject, sound or not"
