"""Slices that leave the handler's file: what settles an order, and what keeps it from being settled twice."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.model import Outcome
from pe_audit.options import Config, Options

RULES = tuple(rule for rule in catalog.load(()) if rule.id == "webhook-not-idempotent")


class Case(NamedTuple):
    """A handler in its file, the code it leads to with `%s` for a guard, and that guard in its language."""

    name: str
    files: dict[str, str]
    guarded: str


CASES = [
    Case(
        "a function imported from another module in JavaScript",
        {
            "routes/webhooks.js": "const { settleOrder } = require('../services/payments');\n"
            "router.post('/webhooks/pagoefectivo', async (req, res) => {\n"
            "  await settleOrder(req.body.data.cip, req.body.operationNumber);\n  res.sendStatus(200);\n});\n",
            "services/payments.js": "async function settleOrder(cip, operation) {\n"
            "  const order = await prisma.order.findUnique({ where: { cip } });\n%s"
            "  await prisma.stock.update({ where: { id: order.productId }, data: { units: { decrement: 1 } } });\n}\n"
            "module.exports = { settleOrder };\n",
        },
        "  if (order.status === 'PAID') return;\n",
    ),
    Case(
        "a class imported under an alias in TypeScript",
        {
            "src/app/api/webhooks/pagoefectivo/route.ts": ""
            "import { OrderService as Orders } from '@/services/order-service';\n"
            "const orders = new Orders();\nexport async function POST(request: Request) {\n"
            "  const notice = await request.json();\n  await orders.settle(notice.data.cip, notice.operationNumber);\n"
            "  return Response.json({ ok: true });\n}\n",
            "src/services/order-service.ts": "export class OrderService {\n"
            "  async settle(cip: string, operation: string) {\n"
            "    const order = await this.orders.findOneOrFail({ cip });\n%s"
            "    await this.ledger.insert({ orderId: order.id, operation });\n  }\n}\n",
        },
        "    if (order.status === 'PAID') return;\n",
    ),
    Case(
        "a service injected by its type in PHP",
        {
            "app/Http/Controllers/WebhookController.php": "<?php\nnamespace App\\Http\\Controllers;\n"
            "use App\\Services\\PaymentService;\nclass WebhookController {\n"
            "  public function __construct(private PaymentService $payments) {}\n"
            "  public function pagoefectivo(Request $request) {\n"
            "    $this->payments->settle($request->input('data.cip'), $request->input('operationNumber'));\n"
            "    return response('OK');\n  }\n}\n",
            "app/Services/PaymentService.php": "<?php\nnamespace App\\Services;\nclass PaymentService {\n"
            "  public function settle($cip, $operation) {\n    $order = Order::where('cip', $cip)->firstOrFail();\n%s"
            "    $order->increment('paid_times');\n  }\n}\n",
        },
        "    if ($order->status === 'paid') { return; }\n",
    ),
    Case(
        "a job that is dispatched in PHP",
        {
            "app/Http/Controllers/WebhookController.php": "<?php\nnamespace App\\Http\\Controllers;\n"
            "use App\\Jobs\\SettleOrder;\nclass WebhookController {\n"
            "  public function pagoefectivo(Request $request) {\n"
            "    SettleOrder::dispatch($request->input('data.cip'), $request->input('operationNumber'));\n"
            "    return response('OK');\n  }\n}\n",
            "app/Jobs/SettleOrder.php": "<?php\nnamespace App\\Jobs;\nclass SettleOrder implements ShouldQueue {\n"
            "  public function __construct(public $cip, public $operation) {}\n"
            "  public function handle() {\n    $order = Order::where('cip', $this->cip)->firstOrFail();\n%s"
            "    $order->customer->increment('points', 10);\n  }\n}\n",
        },
        "    if ($order->status === 'paid') { return; }\n",
    ),
    Case(
        "a method of the model in PHP",
        {
            "app/Http/Controllers/WebhookController.php": "<?php\nnamespace App\\Http\\Controllers;\n"
            "use App\\Models\\Order;\nclass WebhookController {\n  public function pagoefectivo(Request $request) {\n"
            "    $order = Order::where('cip', $request->input('data.cip'))->firstOrFail();\n"
            "    $order->markPaid($request->input('operationNumber'));\n    return response('OK');\n  }\n}\n",
            "app/Models/Order.php": "<?php\nnamespace App\\Models;\nclass Order extends Model {\n"
            "  public function markPaid($operation) {\n%s    $this->status = 'paid';\n    $this->save();\n"
            "    $this->increment('points', 3);\n  }\n}\n",
        },
        "    if ($this->status === 'paid') { return; }\n",
    ),
    Case(
        "a function of a package in Python",
        {
            "shop/views.py": "import json\nfrom shop.services.payments import settle\n\n"
            "def pagoefectivo_webhook(request):\n    notice = json.loads(request.body)\n"
            "    settle(notice['data']['cip'], notice['operationNumber'])\n    return HttpResponse('OK')\n",
            "shop/services/payments.py": "def settle(cip, operation):\n    order = Order.objects.get(cip=cip)\n%s"
            "    LedgerEntry.objects.create(order=order, operation=operation)\n",
        },
        "    if order.status == 'paid':\n        return\n",
    ),
    Case(
        "a Celery task in Python",
        {
            "shop/views.py": "import json\nfrom .tasks import settle\n\n"
            "def pagoefectivo_webhook(request):\n    notice = json.loads(request.body)\n"
            "    settle.delay(notice['data']['cip'], notice['operationNumber'])\n    return HttpResponse('OK')\n",
            "shop/tasks.py": "@shared_task\ndef settle(cip, operation):\n    order = Order.objects.get(cip=cip)\n%s"
            "    LedgerEntry.objects.create(order=order, operation=operation)\n",
        },
        "    if order.status == 'paid':\n        return\n",
    ),
    Case(
        "the implementation of an interface in Java",
        {
            "src/WebhookController.java": "@RestController\npublic class WebhookController {\n"
            '  private final PaymentService payments;\n  @PostMapping("/webhooks/pagoefectivo")\n'
            "  public ResponseEntity<String> receive(@RequestBody CipPaid event) {\n"
            "    payments.settle(event.getCip(), event.getOperationNumber());\n"
            '    return ResponseEntity.ok("OK");\n  }\n}\n',
            "src/PaymentService.java": "public interface PaymentService { void settle(String cip, String id); }\n",
            "src/PaymentServiceImpl.java": "public class PaymentServiceImpl implements PaymentService {\n"
            "  public void settle(String cip, String id) {\n    Order order = orderRepository.findByCip(cip);\n%s"
            "    ledgerRepository.save(new LedgerEntry(order, id));\n  }\n}\n",
        },
        '    if ("PAID".equals(order.getStatus())) { return; }\n',
    ),
    Case(
        "the implementation of an interface in C#",
        {
            "Controllers/WebhookController.cs": "public class WebhookController : ControllerBase {\n"
            '  private readonly IPaymentService _payments;\n  [HttpPost("webhooks/pagoefectivo")]\n'
            "  public async Task<IActionResult> Receive([FromBody] CipNotice notice) {\n"
            "    await _payments.SettleAsync(notice.Cip, notice.OperationNumber);\n    return Ok();\n  }\n}\n",
            "Services/PaymentService.cs": "public class PaymentService : IPaymentService {\n"
            "  public async Task SettleAsync(string cip, string operation) {\n"
            "    var order = await _db.Orders.SingleAsync(o => o.Cip == cip);\n%s"
            "    order.Customer.Balance += order.Total;\n    await _db.SaveChangesAsync();\n  }\n}\n",
        },
        '    if (order.Status == "Paid") return;\n',
    ),
    Case(
        "a function of the same package in Go",
        {
            "payments/webhook.go": "package payments\n"
            "func (h *Hooks) PagoEfectivoWebhook(w http.ResponseWriter, r *http.Request) {\n"
            "\tvar notice Notice\n\tjson.NewDecoder(r.Body).Decode(&notice)\n"
            "\tsettle(h.db, notice.Cip, notice.OperationNumber)\n\tw.WriteHeader(200)\n}\n",
            "payments/settle.go": "package payments\nfunc settle(db *gorm.DB, cip string, operation string) {\n"
            '\tvar order Order\n\tdb.Where("cip = ?", cip).First(&order)\n%s'
            "\tdb.Create(&LedgerEntry{OrderID: order.ID, Operation: operation})\n}\n",
        },
        '\tif order.Status == "paid" {\n\t\treturn\n\t}\n',
    ),
    Case(
        "a service object in Ruby",
        {
            "app/controllers/webhooks_controller.rb": "class WebhooksController < ApplicationController\n"
            "  def pagoefectivo\n    SettleOrder.new.call(params.dig(:data, :cip), params[:operationNumber])\n"
            "    head :ok\n  end\nend\n",
            "app/services/settle_order.rb": "class SettleOrder\n  def call(cip, operation)\n"
            "    order = Order.find_by!(cip: cip)\n%s    order.customer.increment!(:points, 5)\n  end\nend\n",
        },
        '    return if order.status == "paid"\n',
    ),
]


def outcome(files: dict[str, str], guard: str, root: Path) -> Outcome:
    for name, code in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code % guard if "%s" in code else code, encoding="utf-8")
    seen = audit(Options(paths=(root,), root=root, config=Config(), only=RULES))
    assert not seen.crashed
    (verdict,) = seen.verdicts
    return verdict.outcome


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_repeats_is_found_in(case: Case, tmp_path: Path) -> None:
    assert outcome(case.files, "", tmp_path) is Outcome.FAIL


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_guard_is_seen_in(case: Case, tmp_path: Path) -> None:
    assert outcome(case.files, case.guarded, tmp_path) is Outcome.PASS


def test_a_file_outside_the_tree_is_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "payments.js").write_text(CASES[0].files["services/payments.js"] % "", encoding="utf-8")
    files = {"routes/webhooks.js": CASES[0].files["routes/webhooks.js"].replace("../services", "../../elsewhere")}
    assert outcome(files, "", tmp_path / "shop") is Outcome.OPEN
