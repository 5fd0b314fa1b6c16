"""Which receivers of notifications a framework's check of forms stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.checks.test_transport_callback_served_over_http import run, told

if TYPE_CHECKING:
    from pathlib import Path

_RULE = "transport-callback-blocked"
_KERNEL = (
    "<?php\nuse Illuminate\\Foundation\\Http\\Kernel as HttpKernel;\n"
    "class Kernel extends HttpKernel { protected $middlewareGroups = ['web' => [\n%s\n]]; }\n"
)
_MIDDLEWARE = "<?php\nclass VerifyCsrfToken extends Middleware { protected $except = [%s];\n%s }\n"
_HOOK = "Route::post('/pagoefectivo/webhook', [PagoEfectivoController::class, 'webhook']);"


def laravel(
    folder: Path,
    routes: str = _HOOK,
    exempt: str = "",
    kernel: str = "VerifyCsrfToken::class,",
    own: str = "",
    **others: str,
) -> str:
    files = {
        "routes/web.php": f"<?php\n{routes}\n",
        "app/Http/Kernel.php": _KERNEL % kernel,
        "app/Http/Middleware/VerifyCsrfToken.php": _MIDDLEWARE % (exempt, own),
    }
    return told(run(folder, _RULE, files | {name.replace("__", "/") + ".php": text for name, text in others.items()}))


@pytest.mark.parametrize(
    ("exempt", "said"),
    [
        ("", "routes/web.php:2"),
        ("'pagoefectivo/webhook'", "pass"),
        ("'/pagoefectivo/webhook/'", "pass"),
        ("'pagoefectivo/*'", "pass"),
        ("'*/webhook'", "pass"),
        ("'https://shop.example/pagoefectivo/*'", "pass"),
        ("'pagoefectivo'", "routes/web.php:2"),
        ("'webhook/*', 'pago.fectivo/webhook'", "routes/web.php:2"),
        ("// 'pagoefectivo/webhook'\n", "routes/web.php:2"),
        ("...config('csrf.except')", "open"),
        ("self::HOOKS", "open"),
        ("'pagoefectivo/*', self::HOOKS", "pass"),
    ],
)
def test_laravel_exempts_paths(tmp_path: Path, exempt: str, said: str) -> None:
    assert laravel(tmp_path, exempt=exempt) == said


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        ("Route::get('/pagoefectivo/webhook', [PagoController::class, 'webhook']);", "notApplicable"),
        ("Route::any('/pagoefectivo/webhook', [PagoController::class, 'webhook']);", "routes/web.php:2"),
        ("Route::match(['get', 'post'], 'izipay/ipn', 'IpnController@handle');", "routes/web.php:2"),
        ("Route::match(['get', 'head'], 'izipay/ipn', 'IpnController@handle');", "notApplicable"),
        ("// Route::post('/pagoefectivo/webhook', 'PagoController@webhook');", "notApplicable"),
        ("Route::post('/github/webhook', 'DeployController@run');", "notApplicable"),
        ("Route::post('/pagos/notificaciones', 'PreferenciasController@guardar');", "notApplicable"),
        ("Route::post('/pagoefectivo/webhook', X::class)->middleware('auth');", "notApplicable"),
        (
            "Route::middleware(['auth:admin'])->group(function () { Route::post('/pagos/webhook', X::class); });",
            "notApplicable",
        ),
        (f"{_HOOK[:-1]}->withoutMiddleware([VerifyCsrfToken::class]);", "pass"),
        (f"{_HOOK[:-1]}->name('a')->withoutMiddleware('web');", "pass"),
        (f"{_HOOK[:-1]}->withoutMiddleware([Throttle::class]);", "routes/web.php:2"),
        (f"Route::withoutMiddleware(ValidateCsrfToken::class)->group(function () {{ {_HOOK} }});", "pass"),
        (f"Route::middleware('api')->group(function () {{ {_HOOK} }});", "routes/web.php:2"),  # 'web' stays around it
        ("Route::post($base . '/webhook', [PagoEfectivoController::class, 'webhook']);", "open"),
    ],
)
def test_laravel_routes(tmp_path: Path, routes: str, said: str) -> None:
    assert laravel(tmp_path, routes) == said


@pytest.mark.parametrize(
    "routes",
    [
        "Route::prefix('pago')->group(function () { Route::post('webhook', X::class); });",
        "Route::group(['prefix' => '/pago/'], function () { Route::post('webhook', X::class); });",
        "Route::prefix('pago')->controller(X::class)->group(function () { Route::post('/webhook', 'handle'); });",
    ],
)
def test_laravel_paths_have_the_prefixes_of_their_groups(tmp_path: Path, routes: str) -> None:
    assert laravel(tmp_path / "a", routes, "'pago/webhook'") == "pass"
    assert laravel(tmp_path / "b", routes, "'webhook'") == "routes/web.php:2"


def test_laravel_parameters_may_be_what_is_exempt(tmp_path: Path) -> None:
    route = "Route::post('webhook/{gateway}', [PaymentController::class, 'webhook']);"
    assert laravel(tmp_path / "a", route, "'webhook/pagoefectivo'") == "pass"
    assert laravel(tmp_path / "b", route, "'hooks/*'") == "routes/web.php:2"


def test_laravel_without_the_check_stops_nothing(tmp_path: Path) -> None:
    assert laravel(tmp_path, kernel="// VerifyCsrfToken::class,") == "pass"


def test_laravel_with_a_check_of_its_own_is_not_decided(tmp_path: Path) -> None:
    own = "protected function inExceptArray($request) { return true; }"
    assert laravel(tmp_path, own=own) == "open"


def test_laravel_without_its_kernel_is_not_decided(tmp_path: Path) -> None:
    assert told(run(tmp_path, _RULE, {"routes/web.php": f"<?php\n{_HOOK}\n"})) == "open"


def test_laravel_routes_of_the_api_ask_for_no_token(tmp_path: Path) -> None:
    files = {"routes/api.php": f"<?php\n{_HOOK}\n", "app/Http/Kernel.php": _KERNEL % "VerifyCsrfToken::class"}
    assert told(run(tmp_path, _RULE, files)) == "notApplicable"


_READS = (
    "<?php\nnamespace App\\Http\\Controllers;\nclass PagoController {\n"
    "public function confirmar(Request $request) { $firma = $request->header('PE-Signature'); $this->pagar($firma); }\n"
    "public function simular() {\n"
    "  $cip = request()->get('cip'); $body = ['operationNumber' => 1, 'transactionCode' => 2];\n"
    "  Http::post('/x', ['headers' => ['PE-Signature' => $cip, $body]]); }\n}\n"
)


def test_laravel_receivers_are_known_by_what_their_controllers_read(tmp_path: Path) -> None:
    routes = "Route::post('a', 'PagoController@simular');\nRoute::post('b', [PagoController::class, 'confirmar']);"
    said = laravel(tmp_path, routes, app__Http__Controllers__PagoController=_READS)
    assert said == "routes/web.php:3"


@pytest.mark.parametrize(
    ("configured", "said"),
    [
        ("", "routes/web.php:2"),
        ("$middleware->validateCsrfTokens(except: ['pagoefectivo/*']);", "pass"),
        ("$middleware->preventRequestForgery(except: ['pagoefectivo/*']);", "pass"),
        ("$middleware->validateCsrfTokens(['pagoefectivo/*']);", "pass"),
        ("$middleware->validateCsrfTokens(except: array('stripe/*'));", "routes/web.php:2"),
        ("$middleware->web(remove: [ValidateCsrfToken::class]);", "pass"),
        ("$middleware->removeFromGroup('web', ValidateCsrfToken::class);", "pass"),
        ("$middleware->trimStrings(except: ['pagoefectivo/*']);", "routes/web.php:2"),
    ],
)
def test_laravel_configured_in_its_bootstrap(tmp_path: Path, configured: str, said: str) -> None:
    text = (
        f"<?php\nreturn Application::configure()->withMiddleware(function ($middleware) {{ {configured} }})->create();"
    )
    files = {"routes/web.php": f"<?php\n{_HOOK}\n", "bootstrap/app.php": text}
    assert told(run(tmp_path, _RULE, files)) == said


def test_laravel_paths_exempt_in_a_provider(tmp_path: Path) -> None:
    provider = "<?php\nclass P { function boot() { VerifyCsrfToken::except(['pagoefectivo/webhook']); } }"
    assert laravel(tmp_path, app__Providers__AppServiceProvider=provider) == "pass"


_VIEW = "def pagoefectivo_webhook(request):\n    pedido.pagar(request.body, request.headers['PE-Signature'])\n"
_URLS = "from django.urls import path\nurlpatterns = [path('x', %s)]\n"
_ON = "MIDDLEWARE = [\n'django.middleware.csrf.CsrfViewMiddleware',\n]\n"


def django(folder: Path, view: str, urls: str = "views.pagoefectivo_webhook", settings: str = _ON) -> str:
    files = {"pagos/views.py": f"from django.http import HttpResponse\n{view}", "tienda/urls.py": _URLS % urls}
    return told(run(folder, _RULE, files | ({"tienda/settings.py": settings} if settings else {})))


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (_VIEW, "pagos/views.py:2"),
        (f"@csrf_exempt\n{_VIEW}", "pass"),
        (f"@require_POST\n@csrf_exempt\n{_VIEW}", "pass"),
        (f"# @csrf_exempt\n{_VIEW}", "pagos/views.py:3"),
        (f"@require_POST\n{_VIEW}", "pagos/views.py:3"),
        (f"{_VIEW}pagoefectivo_webhook = csrf_exempt(pagoefectivo_webhook)\n", "pass"),
        (f"@require_GET\n{_VIEW}", "notApplicable"),
        (f"@require_http_methods(['GET'])\n{_VIEW}", "notApplicable"),
        (f"@login_required\n{_VIEW}", "notApplicable"),
        (f"@api_view(['POST'])\n{_VIEW}", "notApplicable"),
        (f"@verified\n{_VIEW}", "open"),
        (f"def verified(f): return csrf_exempt(f)\n@verified\n{_VIEW}", "pass"),
        (_VIEW.replace("request.body", "request.GET"), "notApplicable"),
        (_VIEW.replace("pagoefectivo_webhook", "other_webhook"), "notApplicable"),  # no address leads to it
    ],
)
def test_django_views(tmp_path: Path, view: str, said: str) -> None:
    assert django(tmp_path, view) == said


_CLASS = (
    "class Webhook(%s):\n    def post(self, request):\n"
    "        pago.confirmar(request.body, request.META['HTTP_PE_SIGNATURE'])\n"
)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (_CLASS % "View", "pagos/views.py:3"),
        ("@method_decorator(csrf_exempt, name='dispatch')\n" + _CLASS % "View", "pass"),
        ("@method_decorator([csrf_exempt, never_cache], name='dispatch')\n" + _CLASS % "View", "pass"),
        (_CLASS % "View" + "    @csrf_exempt\n    def dispatch(self, *a): return super().dispatch(*a)\n", "pass"),
        ("@method_decorator(never_cache, name='dispatch')\n" + _CLASS % "View", "pagos/views.py:4"),
        ("@method_decorator([never_cache, verified], name='dispatch')\n" + _CLASS % "View", "open"),
        (_CLASS % "APIView", "notApplicable"),
        (_CLASS % "CsrfExemptMixin, View", "pass"),
        (_CLASS % "BasePagos", "open"),
    ],
)
def test_django_classes(tmp_path: Path, view: str, said: str) -> None:
    assert django(tmp_path, view, "views.Webhook.as_view()") == said


def test_django_exempts_in_the_addresses(tmp_path: Path) -> None:
    assert django(tmp_path / "a", _VIEW, "csrf_exempt(views.pagoefectivo_webhook)") == "pass"
    assert django(tmp_path / "b", _CLASS % "View", "csrf_exempt(views.Webhook.as_view())") == "pass"


def test_django_checks_only_where_its_settings_say_so(tmp_path: Path) -> None:
    assert django(tmp_path / "a", _VIEW, settings="") == "open"
    assert django(tmp_path / "b", _VIEW, settings="MIDDLEWARE = ['a.B']\n") == "pass"
    assert django(tmp_path / "c", _VIEW, settings=_ON.replace("'django", "# 'django")) == "pass"
    assert django(tmp_path / "d", _VIEW, settings=_ON + "MIDDLEWARE.remove('a')\n") == "open"


_FLASK = (
    "from flask import Flask, request\napp = Flask(__name__)\ncsrf = CSRFProtect(app)\n"
    "{}def webhook():\n    return pagar(request.get_json(), request.headers['PE-Signature'])\n"
)
_POST = "@app.route('/pagoefectivo/webhook', methods=['POST'])\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_FLASK.format(_POST), "app.py:5"),
        (_FLASK.format("@app.post('/pagoefectivo/webhook')\n"), "app.py:5"),
        (_FLASK.format(f"{_POST}@csrf.exempt\n"), "pass"),
        (_FLASK.format(_POST) + "csrf.exempt(webhook)\n", "pass"),
        (_FLASK.format(_POST) + "csrf.exempt('app.webhook')\n", "pass"),
        (_FLASK.format(_POST) + "csrf.exempt(other)\n", "app.py:5"),
        (_FLASK.format(_POST) + "app.config['WTF_CSRF_ENABLED'] = False\n", "open"),
        (_FLASK.format(_POST) + "app.config['WTF_CSRF_ENABLED'] = True\n", "app.py:5"),
        (_FLASK.format("@app.route('/pagoefectivo/webhook')\n"), "notApplicable"),
        (_FLASK.format(_POST).replace("csrf = CSRFProtect(app)", ""), "notApplicable"),
    ],
)
def test_flask(tmp_path: Path, text: str, said: str) -> None:
    assert told(run(tmp_path, _RULE, {"app.py": text})) == said


def test_flask_blueprints_may_have_another_name_where_they_are_exempt(tmp_path: Path) -> None:
    view = _FLASK.format(_POST.replace("app", "bp")).replace("csrf = CSRFProtect(app)", "bp = Blueprint('a', 'b')")
    main = "csrf = CSRFProtect(app)\ncsrf.exempt(%s)\n"
    assert told(run(tmp_path / "a", _RULE, {"pagos.py": view, "main.py": main % "pagos.bp"})) == "pass"
    assert told(run(tmp_path / "b", _RULE, {"pagos.py": view, "main.py": main % "pagos_bp"})) == "open"


_EXPRESS = (
    "const csurf = require('csurf'); const lusca = require('lusca');\n{}\n"
    "app.post('/pagoefectivo/webhook', (req, res) => pagar(req.body));\n{}\n"
)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("app.use(csurf());", "", "app.js:3"),
        ("const check = csurf({ cookie: true }); app.use(check);", "", "app.js:3"),
        ("app.use(lusca({ csrf: true }));", "", "app.js:3"),
        ("app.use(lusca.csrf());", "", "app.js:3"),
        ("app.use(lusca({ csrf: false, xframe: 'DENY' }));", "", "notApplicable"),
        ("", "app.use(csurf());", "pass"),
        ("app.use('/carrito', csurf());", "", "notApplicable"),
        ("if (forms) app.use(csurf());", "", "notApplicable"),
        ("app.use(csurf({ ignoreMethods: ['POST'] }));", "", "notApplicable"),
        ("web.use(csurf());", "", "pass"),
    ],
)
def test_express(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert told(run(tmp_path, _RULE, {"app.js": _EXPRESS.format(before, after)})) == said


_ACTION = (
    "{}\npublic class PagoEfectivoController : {} {{\n{}\n"
    "public IActionResult Webhook([FromBody] Aviso a) {{\n"
    '    pagos.Pagar(a, Request.Headers["PE-Signature"]); return Ok(); }} }}\n'
)
_FILTER = "services.AddMvc(o => o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));\n"


@pytest.mark.parametrize(
    ("on_class", "base", "on_action", "filters", "said"),
    [
        ("", "Controller", "[HttpPost]", _FILTER, "A.cs:4"),
        ("", "Controller", "[HttpPost]", "o.Names.Add<AutoValidateAntiforgeryTokenAttribute>();\n", "notApplicable"),
        ("", "Controller", "[HttpPost]", "options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();\n", "A.cs:4"),
        ("", "Controller", "[HttpPost]", f"// {_FILTER}", "notApplicable"),
        ("", "Controller", "[HttpPost]\n[IgnoreAntiforgeryToken]", _FILTER, "pass"),
        ("[IgnoreAntiforgeryToken]", "Controller", "[HttpPost]", _FILTER, "pass"),
        ("", "Controller", "[HttpPost, ValidateAntiForgeryToken]", "", "A.cs:4"),
        ("[AutoValidateAntiforgeryToken]", "Controller", "[HttpPost]", "", "A.cs:4"),
        ("", "Controller", "[HttpGet]", _FILTER, "notApplicable"),
        ("", "ControladorBase", "[HttpPost]", _FILTER, "open"),
        ("", "Controller", "[HttpPost]", "", "notApplicable"),
    ],
)
def test_aspnet(tmp_path: Path, on_class: str, base: str, on_action: str, filters: str, said: str) -> None:
    files = {"A.cs": _ACTION.format(on_class, base, on_action), "Program.cs": filters}
    assert told(run(tmp_path, _RULE, files)) == said


def test_a_part_of_the_tree_does_not_show_what_is_exempt(tmp_path: Path) -> None:
    from pe_audit import catalog
    from pe_audit.audit import audit
    from pe_audit.options import Config, Options

    laravel(tmp_path)
    rules = tuple(one for one in catalog.load() if one.id == _RULE)
    parts = audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=rules, whole=False))
    assert told(parts) == "open"


def test_a_finding_shows_the_list_that_lacks_the_path(tmp_path: Path) -> None:
    laravel(tmp_path)
    (finding,) = run(tmp_path, _RULE, {}).findings
    assert [place.location.uri for place in finding.related] == ["app/Http/Middleware/VerifyCsrfToken.php"]
    assert "/pagoefectivo/webhook" in finding.message


def test_code_that_cannot_be_parsed_is_not_passed_over(tmp_path: Path) -> None:
    deep = "<?php\n// webhook payment\nRoute::post('x', " + "f(" * 3000 + ")" * 3000 + ");\n"
    assert laravel(tmp_path, deep) == "open"


def test_long_chains_of_routes_take_no_long_time(tmp_path: Path) -> None:
    chain = "Route::post('a/webhook', 'PagoController@b')" + "->post('a', 'b')" * 900 + ";\n"
    assert laravel(tmp_path, chain * 5, exempt="'a'," * 20_000) == " ".join(f"routes/web.php:{n}" for n in range(2, 7))
