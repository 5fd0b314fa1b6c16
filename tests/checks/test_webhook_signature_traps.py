"""Traps of real code: what looks like a check of the signature and is none; what is one though it stands elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.options import Config, Options

UNVERIFIED, FAILS_OPEN = "webhook-signature-unverified", "webhook-signature-fails-open"
RULES = tuple(rule for rule in catalog.load(()) if rule.id in (UNVERIFIED, FAILS_OPEN))


class Case(NamedTuple):
    """`files`: path → code. `found`: the rules that report something; none where all forged ones are stopped."""

    name: str
    files: dict[str, str]
    found: set[str]


_EXPRESS = """
const crypto = require('crypto');
router.post('/webhooks/pagoefectivo', async (req, res) => {
%s
  const { eventType, operationNumber, data } = JSON.parse(req.body);
  await Order.updateOne({ cip: data.cip }, { $set: { status: 'paid', operationNumber } });
  res.sendStatus(200);
});
"""
_PHP = """<?php
$body = file_get_contents('php://input');
%s
$notice = json_decode($body, true);
$pdo->prepare("UPDATE orders SET status = 'paid' WHERE cip = ?")->execute([$notice['data']['cip']]);
echo 'OK', $notice['operationNumber'];
"""
_MAC = "crypto.createHmac('sha256', process.env.SECRET_KEY).update(req.body).digest('hex')"
_LARAVEL = """<?php
namespace App\\Http\\Controllers;
use App\\Models\\Order;
use App\\Services\\SignatureService;
use Illuminate\\Http\\Request;
class PagoEfectivoWebhookController extends Controller {
    public function __construct(private SignatureService $signatures) {}
    public function handle(Request $request) {
        %s
        Order::where('cip', $request->input('data.cip'))->firstOrFail()->update(['status' => 'paid']);
        return response($request->input('operationNumber'), 200);
    }
}
"""
_SERVICE = """<?php
namespace App\\Services;
class SignatureService {
    public function matches(string $body, ?string $given): bool {
        %s
    }
}
"""
_ASKED = "$this->signatures->matches($request->getContent(), $request->header('PE-Signature'))"
_RETURNS = "return hash_equals(hash_hmac('sha256', $body, config('pagoefectivo.secret_key')), (string) $given);"
_ROUTES = """<?php
use App\\Http\\Controllers\\PagoEfectivoWebhookController;
Route::post('/webhooks/pagoefectivo', [PagoEfectivoWebhookController::class, 'handle'])->middleware('pe.signature');
"""
_KERNEL = """<?php
namespace App\\Http;
class Kernel extends HttpKernel {
    protected $routeMiddleware = ['pe.signature' => \\App\\Http\\Middleware\\VerifyPagoEfectivo::class];
}
"""
_MIDDLEWARE = """<?php
namespace App\\Http\\Middleware;
class VerifyPagoEfectivo {
    public function handle($request, Closure $next) {
        $mac = hash_hmac('sha256', $request->getContent(), config('pagoefectivo.secret_key'));
        if (!hash_equals($mac, (string) $request->header('PE-Signature'))) {
            %s
        }
        return $next($request);
    }
}
"""
_WEB_API = """
public class NotificationsController : ApiController
{
    private readonly IOrders _orders;
    [HttpPost, Route("webhooks/pagoefectivo"), PagoEfectivoSignature]
    public IHttpActionResult Post(CipNotification notification)
    {
        var order = _orders.FindByCip(notification.Data.Cip);
        order.Status = "Paid";
        _orders.Save(order);
        return Ok(notification.OperationNumber);
    }
}
"""
_FILTER = """
public class PagoEfectivoSignatureAttribute : ActionFilterAttribute
{
    public override void OnActionExecuting(HttpActionContext context)
    {
        var body = context.Request.Content.ReadAsStringAsync().Result;
        var given = context.Request.Headers.GetValues("PE-Signature").First();
        var mac = new HMACSHA256(Encoding.UTF8.GetBytes(ConfigurationManager.AppSettings["SecretKey"]));
        var expected = BitConverter.ToString(mac.ComputeHash(Encoding.UTF8.GetBytes(body))).Replace("-", "").ToLower();
        if (!expected.Equals(given))
        {
            %s
        }
        base.OnActionExecuting(context);
    }
}
"""
_DJANGO = """
import json
from django.http import HttpResponse
from shop.models import Order
from shop.signatures import signed

@signed
def pagoefectivo_webhook(request):
    notice = json.loads(request.body)
    Order.objects.filter(cip=notice["data"]["cip"]).update(status="paid", operation=notice["operationNumber"])
    return HttpResponse("OK")
"""
_DECORATOR = """
import functools, hashlib, hmac
from django.conf import settings
from django.http import HttpResponseForbidden

def signed(view):
    @functools.wraps(view)
    def checked(request):
        expected = hmac.new(settings.SECRET.encode(), request.body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, request.headers.get("PE-Signature", "")):
            %s
        return view(request)
    return checked
"""
_GO = """package hooks
func (h *Hooks) PagoEfectivo(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if err := h.verify(body, r.Header.Get("PE-Signature")); err != nil {
		%s
	}
	var notice Notice
	json.Unmarshal(body, &notice)
	h.db.Exec("UPDATE orders SET status = 'paid', operation = $2 WHERE cip = $1", notice.Cip, notice.OperationNumber)
	w.WriteHeader(200)
}
"""
_GO_VERIFY = """package hooks
func (h *Hooks) verify(body []byte, given string) error {
	mac := hmac.New(sha256.New, h.secret)
	mac.Write(body)
	if !hmac.Equal([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(given)) {
		return errors.New("bad signature")
	}
	return nil
}
"""
_RAILS = """
class PagoefectivoController < WebhooksController
  def notify
    order = Order.find_by!(cip: params.dig(:data, :cip))
    order.update!(status: "paid", operation: params[:operationNumber])
    head :ok
  end
end
"""
_RAILS_BASE = """
class WebhooksController < ApplicationController
  skip_before_action :verify_authenticity_token
  before_action :require_signature
  private
  def require_signature
    expected = OpenSSL::HMAC.hexdigest("SHA256", ENV.fetch("SECRET_KEY"), request.raw_post)
    head :forbidden unless Rack::Utils.secure_compare(expected, request.headers["PE-Signature"].to_s)
  end
end
"""
_SPRING = """
@RestController
public class WebhookController {
    private final OrderRepository orders;
    @PostMapping("/webhooks/pagoefectivo")
    public ResponseEntity<Void> receive(@RequestBody String body, @RequestHeader("PE-Signature") String signature) {
        %s
        CipNotice notice = CipNotice.parse(body);
        Order order = orders.findByCip(notice.getCip());
        order.setStatus("PAID");
        order.setOperationNumber(notice.getOperationNumber());
        orders.save(order);
        return ResponseEntity.ok().build();
    }
    private void requireSignature(String body, String signature) {
        byte[] expected = new HmacUtils("HmacSHA256", secret).hmac(body);
        if (!MessageDigest.isEqual(expected, Hex.decodeHex(signature))) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
    }
}
"""

CASES = [
    Case("nothing is checked", {"a.js": _EXPRESS % ""}, {UNVERIFIED}),
    Case(
        "the header is read and stored only",
        {"a.js": _EXPRESS % "  await Notice.create({ signature: req.get('PE-Signature'), body: req.body });"},
        {UNVERIFIED},
    ),
    Case(
        "the MAC is computed and not compared",
        {"a.js": _EXPRESS % f"  const mac = {_MAC};\n  console.log(mac.length);"},
        {UNVERIFIED},
    ),
    Case(
        "a wrong signature is only logged",
        {"a.js": _EXPRESS % f"  if ({_MAC} !== req.get('PE-Signature')) {{ console.warn('bad signature'); }}"},
        {UNVERIFIED},
    ),
    Case(
        "a wrong signature ends the request",
        {"a.js": _EXPRESS % f"  if ({_MAC} !== req.get('PE-Signature')) {{ return res.sendStatus(401); }}"},
        set(),
    ),
    Case(
        "the HMAC is computed without the message",
        {
            "a.js": _EXPRESS % "  const mac = crypto.createHmac('sha256', process.env.SECRET_KEY).digest('hex');\n"
            "  if (mac !== req.get('PE-Signature')) { return res.sendStatus(401); }"
        },
        {UNVERIFIED},
    ),
    Case(
        "key and message are swapped",
        {
            "a.php": _PHP % "$mac = hash_hmac('sha256', getenv('SECRET_KEY'), $body);\n"
            "if (!hash_equals($mac, $_SERVER['HTTP_PE_SIGNATURE'])) { http_response_code(401); exit; }"
        },
        {UNVERIFIED},
    ),
    Case(
        "checked only if the header is there",
        {
            "a.php": _PHP % "if (isset($_SERVER['HTTP_PE_SIGNATURE'])) {\n"
            "  $mac = hash_hmac('sha256', $body, getenv('SECRET_KEY'));\n"
            "  if (!hash_equals($mac, $_SERVER['HTTP_PE_SIGNATURE'])) { http_response_code(401); exit; }\n}"
        },
        {FAILS_OPEN},
    ),
    Case(
        "checked only if a key is configured",
        {
            "a.php": _PHP % "$secret = getenv('SECRET_KEY');\nif ($secret) {\n"
            "  $mac = hash_hmac('sha256', $body, $secret);\n"
            "  if (!hash_equals($mac, $_SERVER['HTTP_PE_SIGNATURE'] ?? '')) { http_response_code(401); exit; }\n}"
        },
        {FAILS_OPEN},
    ),
    Case(
        "the valid signature is in a helper of another file that compares",
        {
            "app/Http/Controllers/PagoEfectivoWebhookController.php": _LARAVEL % f"if (!{_ASKED}) {{ abort(401); }}",
            "app/Services/SignatureService.php": _SERVICE % _RETURNS,
        },
        set(),
    ),
    Case(
        "the helper of another file is asked and its answer ignored",
        {
            "app/Http/Controllers/PagoEfectivoWebhookController.php": _LARAVEL
            % "$this->signatures->matches($request->getContent(), $request->header('PE-Signature'));",
            "app/Services/SignatureService.php": _SERVICE % _RETURNS,
        },
        {UNVERIFIED},
    ),
    Case(
        "the helper of another file says yes outside production",
        {
            "app/Http/Controllers/PagoEfectivoWebhookController.php": _LARAVEL % f"if (!{_ASKED}) {{ abort(401); }}",
            "app/Services/SignatureService.php": _SERVICE
            % ("if (!app()->environment('production')) { return true; } " + _RETURNS),
        },
        {FAILS_OPEN},
    ),
    Case(
        "a middleware by alias refuses",
        {
            "app/Http/Controllers/PagoEfectivoWebhookController.php": _LARAVEL % "",
            "routes/web.php": _ROUTES,
            "app/Http/Kernel.php": _KERNEL,
            "app/Http/Middleware/VerifyPagoEfectivo.php": _MIDDLEWARE % "return response('', 401);",
        },
        set(),
    ),
    Case(
        "a middleware by alias notes a wrong signature and goes on",
        {
            "app/Http/Controllers/PagoEfectivoWebhookController.php": _LARAVEL % "",
            "routes/web.php": _ROUTES,
            "app/Http/Kernel.php": _KERNEL,
            "app/Http/Middleware/VerifyPagoEfectivo.php": _MIDDLEWARE % "logger('bad signature');",
        },
        {UNVERIFIED},
    ),
    Case(
        "an attribute of the action refuses by its answer",
        {
            "Controllers/NotificationsController.cs": _WEB_API,
            "Filters/PagoEfectivoSignatureAttribute.cs": _FILTER
            % "context.Response = context.Request.CreateResponse(HttpStatusCode.Unauthorized);",
        },
        set(),
    ),
    Case(
        "an attribute of the action only traces",
        {
            "Controllers/NotificationsController.cs": _WEB_API,
            "Filters/PagoEfectivoSignatureAttribute.cs": _FILTER % 'Trace.TraceWarning("bad signature");',
        },
        {UNVERIFIED},
    ),
    Case(
        "a decorator of another module refuses",
        {"shop/views.py": _DJANGO, "shop/signatures.py": _DECORATOR % "return HttpResponseForbidden()"},
        set(),
    ),
    Case(
        "a decorator of another module only prints",
        {"shop/views.py": _DJANGO, "shop/signatures.py": _DECORATOR % "print('bad signature')"},
        {UNVERIFIED},
    ),
    Case(
        "a function of the package gives an error, which ends the request",
        {"hooks/handler.go": _GO % "w.WriteHeader(401)\n\t\treturn", "hooks/verify.go": _GO_VERIFY},
        set(),
    ),
    Case(
        "a function of the package gives an error, which is logged",
        {"hooks/handler.go": _GO % "log.Println(err)", "hooks/verify.go": _GO_VERIFY},
        {UNVERIFIED},
    ),
    Case(
        "a before_action of the base controller refuses",
        {
            "app/controllers/pagoefectivo_controller.rb": _RAILS,
            "app/controllers/webhooks_controller.rb": _RAILS_BASE,
        },
        set(),
    ),
    Case("a function that throws is called", {"W.java": _SPRING % "requireSignature(body, signature);"}, set()),
    Case(
        "a function that throws is called in a try that goes on",
        {
            "W.java": _SPRING
            % 'try { requireSignature(body, signature); } catch (Exception e) { log.warn("bad", e.getMessage()); }'
        },
        {FAILS_OPEN},
    ),
    Case("a function that throws is never called", {"W.java": _SPRING % ""}, {UNVERIFIED}),
    Case(
        "a library throws when the signature is wrong",
        {
            "a.js": "router.post('/webhook', async (req, res) => {\n"
            "  const event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], secret);\n"
            "  if (event.type === 'payment_intent.succeeded') {\n"
            "    await Order.updateOne({ pi: event.data.object.id }, { $set: { status: 'paid' } });\n  }\n"
            "  res.sendStatus(200);\n});\n"
        },
        set(),
    ),
    Case(
        "the order is settled before the signature is looked at",
        {
            "a.js": "const crypto = require('crypto');\nrouter.post('/webhooks/pagoefectivo', async (req, res) => {\n"
            "  const { data, operationNumber } = JSON.parse(req.body);\n"
            "  await Order.updateOne({ cip: data.cip }, { $set: { status: 'paid', operationNumber } });\n"
            f"  if ({_MAC} !== req.get('PE-Signature')) {{ return res.sendStatus(401); }}\n"
            "  res.sendStatus(200);\n});\n"
        },
        {UNVERIFIED},
    ),
    Case(
        "checked where a key is configured, and true is returned below",
        {
            "app/Http/Controllers/PagoEfectivoWebhookController.php": _LARAVEL % f"if (!{_ASKED}) {{ abort(401); }}",
            "app/Services/SignatureService.php": _SERVICE
            % ("if (config('pagoefectivo.secret_key')) { " + _RETURNS + " }\n return true;"),
        },
        {FAILS_OPEN},
    ),
    Case(
        "an exception in the helper is logged, and true is returned below",
        {
            "app/Http/Controllers/PagoEfectivoWebhookController.php": _LARAVEL % f"if (!{_ASKED}) {{ abort(401); }}",
            "app/Services/SignatureService.php": _SERVICE
            % ("try { " + _RETURNS + " } catch (\\Throwable $e) { logger($e->getMessage()); }\n return true;"),
        },
        {FAILS_OPEN},
    ),
    Case(
        "an asynchronous check that nobody waits for",
        {
            "a.js": "const { matches } = require('./lib/signature');\n"
            + _EXPRESS % "  if (!matches(req.body, req.get('PE-Signature'))) { return res.sendStatus(401); }",
            "lib/signature.js": "const crypto = require('crypto');\nasync function matches(body, given) {\n"
            "  const mac = crypto.createHmac('sha256', await key()).update(body).digest('hex');\n"
            "  return mac === given;\n}\nmodule.exports = { matches };\n",
        },
        {UNVERIFIED},
    ),
    Case(
        "an asynchronous check that is waited for",
        {
            "a.js": "const { matches } = require('./lib/signature');\n"
            + _EXPRESS % "  if (!(await matches(req.body, req.get('PE-Signature')))) { return res.sendStatus(401); }",
            "lib/signature.js": "const crypto = require('crypto');\nasync function matches(body, given) {\n"
            "  const mac = crypto.createHmac('sha256', await key()).update(body).digest('hex');\n"
            "  return mac === given;\n}\nmodule.exports = { matches };\n",
        },
        set(),
    ),
    Case(
        "a loop compares byte by byte",
        {
            "a.js": _EXPRESS
            % f"  const mac = {_MAC}, given = req.get('PE-Signature') || '';\n  let diff = mac.length ^ given.length;\n"
            "  for (let i = 0; i < mac.length; i++) { diff |= mac.charCodeAt(i) ^ given.charCodeAt(i); }\n"
            "  if (diff !== 0) { return res.sendStatus(401); }"
        },
        set(),
    ),
    Case(
        "PayPal is asked whether it sent this",
        {
            "ipn.php": "<?php\n$answer = post_back('cmd=_notify-validate&' . file_get_contents('php://input'));\n"
            "if (strcmp($answer, 'VERIFIED') == 0 && $_POST['payment_status'] == 'Completed') {\n"
            "  $pdo->prepare(\"UPDATE orders SET status = 'paid' WHERE id = ?\")->execute([$_POST['custom']]);\n}\n"
        },
        set(),
    ),
    Case(
        "a function of an included file answers and exits",
        {
            "webhook.php": _PHP
            % "require __DIR__ . '/answers.php';\n$mac = hash_hmac('sha256', $body, getenv('SECRET_KEY'));\n"
            "if (!hash_equals($mac, $_SERVER['HTTP_PE_SIGNATURE'] ?? '')) { refuse('signature'); }",
            "answers.php": "<?php\nfunction refuse($why) {\n  http_response_code(401);\n  echo $why;\n  exit;\n}\n",
        },
        set(),
    ),
    Case(
        "a middleware throws, where there is a key and a header",
        {
            "a.js": "const crypto = require('crypto');\nasync function signed(ctx, next) {\n"
            "  const given = ctx.get('PE-Signature');\n  if (process.env.SECRET_KEY && given) {\n"
            "    const mac = crypto.createHmac('sha256', process.env.SECRET_KEY).update(ctx.req.raw).digest('hex');\n"
            "    if (mac !== given) { ctx.throw(401); }\n  }\n  return next();\n}\n"
            "router.post('/webhooks/pagoefectivo', signed, async (ctx) => {\n"
            "  const { data, operationNumber } = ctx.request.body;\n"
            "  await Order.updateOne({ cip: data.cip }, { $set: { status: 'paid', operationNumber } });\n"
            "  ctx.status = 200;\n});\n"
        },
        {FAILS_OPEN},
    ),
    Case(
        "a method of the base class gives the body back, or nothing where it is forged",
        {
            "Hooks/SignedController.cs": "public abstract class SignedController : ControllerBase {\n"
            "  protected async Task<string?> GenuineBodyAsync() {\n"
            "    var body = await new StreamReader(Request.Body).ReadToEndAsync();\n"
            "    var mac = HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(body));\n"
            '    var given = Convert.FromHexString(Request.Headers["PE-Signature"].ToString());\n'
            "    if (!CryptographicOperations.FixedTimeEquals(mac, given)) { return null; }\n"
            "    return body;\n  }\n}\n",
            "Hooks/PagoEfectivoController.cs": '[Route("webhooks/pagoefectivo")]\n'
            "public class PagoEfectivoController : SignedController {\n  [HttpPost]\n"
            "  public async Task<IActionResult> Receive() {\n    var body = await GenuineBodyAsync();\n"
            "    if (body is null) { return Unauthorized(); }\n"
            "    var notice = JsonSerializer.Deserialize<CipNotice>(body);\n"
            "    var order = await _db.Orders.SingleAsync(o => o.Cip == notice.Cip);\n"
            '    order.Status = "Paid";\n    await _db.SaveChangesAsync();\n'
            "    return Ok(notice.OperationNumber);\n  }\n}\n",
        },
        set(),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_trap(case: Case, tmp_path: Path) -> None:
    for name, code in case.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    seen = audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=RULES))
    assert not seen.crashed
    assert {finding.rule.id for finding in seen.findings} == case.found
    assert any(verdict.subjects for verdict in seen.verdicts), "no handler was found"
