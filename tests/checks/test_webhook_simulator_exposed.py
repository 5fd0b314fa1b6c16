"""Routes that play the gateway: what lets anybody call them, and what keeps strangers out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_simulator_exposed import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.codebase import Codebase
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed


def observed(files: dict[str, str]) -> list[Observed]:
    told = Circumstances(gateways.load())
    told = replace(told, codebase=Codebase(lambda: files, lambda uri: File(uri, files[uri].encode(), told)))
    sources = [SourceFile(File(uri, code.encode(), told), language_of(uri) or "") for uri, code in files.items()]
    return list(check(Project(".", frozenset(files), tuple(sources), (), told)))


def verdict(files: dict[str, str]) -> str:
    subjects = observed(files)
    if not subjects:
        return "silent"
    return "problem" if any(one.problem for one in subjects) else "sound"


PAYS = "const order = await Order.findOne({ cip: req.body.cip }); order.status = 'paid'; await order.save();"
SIGNS = "const mac = crypto.createHmac('sha256', SECRET_KEY).update(body).digest('hex'); await axios.post(URL, body);"


def fake(before: str) -> str:
    """A route that marks an order as paid, and what it does ahead of that."""
    return f"app.post('/fake-payment', async (req, res) => {{ {before} {PAYS} }});"


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (f"router.post('/simulate-payment', async (req, res) => {{ {PAYS} }});", "problem"),
        (f"router.post('/test-webhook', async (req, res) => {{ {SIGNS} }});", "problem"),
        (f"router.get('/dev/pay', async (req, res) => {{ {PAYS} }});", "problem"),
        (f"const simularPago = async (req, res) => {{ {PAYS} }}; router.post('/x', simularPago);", "problem"),
        (f"router.post('/simulate-payment', requireAuth, async (req, res) => {{ {PAYS} }});", "sound"),
        (f"router.use(authenticate); router.post('/simulate-payment', async (req, res) => {{ {PAYS} }});", "sound"),
        (f"if (process.env.NODE_ENV !== 'production') {{ {fake('')} }}", "sound"),
        (fake("if (isProduction) return res.sendStatus(404);"), "sound"),
        (fake("if (!ALLOW_SIMULATED_PAYMENTS) return;"), "sound"),
        (fake("if (!req.user) return res.end();"), "sound"),
        (fake("if (req.get('X-Admin-Token') !== TOKEN) return;"), "sound"),
        (fake("if (!req.body.cip) return res.end();"), "problem"),
        ("app.get('/simulate-payment', (req, res) => { res.render('simulate'); });", "silent"),
        ("app.post('/simulate-shipping', (req, res) => { res.json({ price: 12 }); });", "silent"),
        (f"app.post('/webhooks/pagoefectivo', async (req, res) => {{ {PAYS} }});", "silent"),
        (f"async function simulatePayment(req) {{ {PAYS} }}", "silent"),
    ],
)  # fmt: skip
def test_a_simulator_that_anybody_may_call_is_reported(code: str, wanted: str) -> None:
    assert verdict({"routes/payments.js": code}) == wanted


CONTROLLER = """<?php
class PagoController extends Controller {
    public function simularPago(Request $request) {
        Pedido::where('cip', $request->input('cip'))->update(['estado' => 'pagado']);
    }
}
"""


@pytest.mark.parametrize(
    ("routes", "wanted"),
    [
        ("Route::post('/simularPago', [PagoController::class, 'simularPago']);", "problem"),
        ("Route::post('/simularPago', 'PagoController@simularPago')->name('x');", "problem"),
        ("Route::post('/simularPago', 'PagoController@simularPago')->middleware('auth');", "sound"),
        ("Route::middleware('auth')->group(function () { Route::any('/s', 'PagoController@simularPago');});", "sound"),
        ("if (App::environment('local')) { Route::post('/s', 'PagoController@simularPago'); }", "sound"),
    ],
)  # fmt: skip
def test_the_route_may_be_in_another_file(routes: str, wanted: str) -> None:
    files = {"routes/web.php": f"<?php\n{routes}\n", "app/Http/Controllers/PagoController.php": CONTROLLER}
    assert verdict(files) == wanted
    assert {one.uri for one in observed(files)} == {"routes/web.php"}


SPRING = """
@RestController
class PagosController {
    @PostMapping("/api/pagos/simular")
    void simular(@RequestParam String cip) { Pedido p = pedidoRepository.findByCip(cip); p.setEstado("PAGADO"); pedidoRepository.save(p); }
}
"""  # noqa: E501


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        (".anyRequest().authenticated()", "sound"),
        ('.requestMatchers("/api/pagos/**").permitAll().anyRequest().authenticated()', "problem"),
        (".anyRequest().permitAll()", "problem"),
    ],
)
def test_what_an_application_asks_of_every_address_counts(rules: str, wanted: str) -> None:
    security = f"class SecurityConfig {{ Object chain(HttpSecurity http) {{ return http.x(a -> a{rules}).build(); }} }}"
    assert verdict({"shop/PagosController.java": SPRING, "shop/SecurityConfig.java": security}) == wanted


def test_a_test_is_no_route() -> None:
    code = f"app.post('/simulate-payment', async (req, res) => {{ {PAYS} }});"
    assert observed({"tests/payments.js": code}) == []


def test_the_story_leads_from_the_route_to_the_signature() -> None:
    (one,) = observed({"routes/x.js": f"app.post('/simulate-payment', async (req, res) => {{\n {SIGNS} }});"})
    assert [place.message for place in one.related] == [
        "runs when the address is called",
        "signs the payment with the real key",
    ]
