"""What handlers in Go and Ruby ask before they act: their own ways to say that a notification was seen before."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_not_idempotent import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File

TOLD = Circumstances(gateways.load())


def verdict(language: str, code: str) -> str:
    uri = {"go": "internal/webhooks/pagoefectivo.go", "ruby": "app/controllers/pagoefectivo_controller.rb"}[language]
    source = SourceFile(File(uri, code.encode(), TOLD), language)
    subjects = list(check(Project(".", frozenset({uri}), (source,), (), TOLD)))
    assert not source.broken
    if any(one.problem for one in subjects):
        return "problem"
    return "undecided" if any(one.undecided for one in subjects) else "sound" if subjects else "silent"


GO = """package webhooks

func (h *Handler) Notify(w http.ResponseWriter, r *http.Request) {
	var n Notification
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "body", 400)
		return
	}
	var order Order
	if err := h.db.Where("code = ?", n.TransactionCode).First(&order).Error; err != nil {
		http.Error(w, "order", 404)
		return
	}
%s
	h.db.Model(&order).Update("status", "paid")
	h.db.Create(&LedgerEntry{OrderID: order.ID, Operation: n.OperationNumber})
	w.WriteHeader(200)
}
"""
GO_ASKS = {
    "nothing": ("problem", ""),
    "whether the body can be read again": ("problem", "\tif err := r.Body.Close(); err != nil {\n\t\treturn\n\t}"),
    "whether the amount is right": ("problem", "\tif order.Total != n.Amount {\n\t\treturn\n\t}"),
    "the order's state": ("sound", '\tif order.Status == "paid" {\n\t\treturn\n\t}'),
    "the order's state, by a constant": ("sound", "\tif order.Status != models.StatusPending {\n\t\treturn\n\t}"),
    "the state under a lock": (
        "sound",
        (
            '\th.db.Clauses(clause.Locking{Strength: "UPDATE"}).First(&order, order.ID)\n'
            '\tif order.Status == "paid" {\n\t\treturn\n\t}'
        ),
    ),
    "for an earlier payment that is found": (
        "sound",
        (
            '\tvar earlier Payment\n\tif err := h.db.Where("operation = ?", n.OperationNumber).First(&earlier).Error; '
            "err == nil {\n\t\treturn\n\t}"
        ),
    ),
    "for an earlier payment, and goes on when none is found": (
        "sound",
        (
            "\tvar earlier Payment\n"
            '\terr := h.db.Where("operation = ?", n.OperationNumber).First(&earlier).Error\n'
            "\tif !errors.Is(err, gorm.ErrRecordNotFound) {\n\t\treturn\n\t}"
        ),
    ),
    "how many rows a conditional update changed": (
        "sound",
        (
            '\tres := h.db.Model(&Order{}).Where("id = ? AND status = ?", order.ID, "pending").Update("status", 1)\n'
            "\tif res.RowsAffected == 0 {\n\t\treturn\n\t}"
        ),
    ),
    "how many rows an insert-or-nothing added": (
        "sound",
        (
            "\tres := h.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&Notice{ID: n.OperationNumber})\n"
            "\tif res.RowsAffected == 0 {\n\t\treturn\n\t}"
        ),
    ),
    "whether the database refused a second row": (
        "sound",
        (
            "\tif err := h.db.Create(&Notice{ID: n.OperationNumber}).Error; err != nil {\n"
            "\t\tif errors.Is(err, gorm.ErrDuplicatedKey) {\n\t\t\treturn\n\t\t}\n"
            '\t\thttp.Error(w, "later", 500)\n\t\treturn\n\t}'
        ),
    ),
    "a set of those that were seen": (
        "sound",
        "\tif _, seen := h.processed[n.OperationNumber]; seen {\n\t\treturn\n\t}",
    ),
    "a key that only the first one sets": (
        "sound",
        (
            "\tfresh, err := h.redis.SetNX(r.Context(), n.OperationNumber, 1, 0).Result()\n"
            "\tif err != nil || !fresh {\n\t\treturn\n\t}"
        ),
    ),
}


@pytest.mark.parametrize(("wanted", "asked"), GO_ASKS.values(), ids=GO_ASKS)
def test_a_go_handler_asks(wanted: str, asked: str) -> None:
    assert verdict("go", GO % asked) == wanted


RUBY = """class PagoefectivoController < ApplicationController
  before_action :set_order

  def notify
%s
    @order.update!(status: 'paid')
    LedgerEntry.create!(order: @order, operation: params[:operationNumber])
    head :ok
  end

  private

  def set_order
    @order = Order.find_by!(code: params[:transactionCode])
  end
end
"""
RUBY_ASKS = {
    "nothing": ("problem", ""),
    "whether the signature is there": (
        "problem",
        "    return head 403 if request.headers['PE-Signature'].blank?",
    ),
    "whether the order is paid": ("sound", "    return head :ok if @order.paid?"),
    "whether the order is paid, and stops": ("sound", "    head :ok and return if @order.status == 'paid'"),
    "whether the order is still pending": ("sound", "    return head :ok unless @order.pending?"),
    "unless it is pending": ("sound", "    unless @order.status == 'pending'\n      return head :ok\n    end"),
    "for a payment of that operation": (
        "sound",
        "    return head :ok if Payment.exists?(operation: params[:operationNumber])",
    ),
    "for a payment of that operation, by its name": (
        "sound",
        "    pago = Payment.find_by(operation: params[:operationNumber])\n    return head :ok if pago.present?",
    ),
    "for a payment that an instance variable holds": (
        "sound",
        "    @pago = Payment.find_by(operation: params[:operationNumber])\n    return head :ok if @pago",
    ),
    "under a lock": ("sound", "    @order.with_lock do\n      return head :ok if @order.paid?\n    end"),
    "whether the record is new": (
        "sound",
        (
            "    notice = Notice.find_or_create_by!(operation: params[:operationNumber])\n"
            "    return head :ok unless notice.previously_new_record?"
        ),
    ),
    "how many rows a conditional update changed": (
        "sound",
        (
            "    changed = Order.where(id: @order.id, status: 'pending').update_all(status: 'paid')\n"
            "    return head :ok if changed.zero?"
        ),
    ),
    "whether the database refused a second row": (
        "sound",
        (
            "    begin\n      Notice.create!(operation: params[:operationNumber])\n"
            "    rescue ActiveRecord::RecordNotUnique\n      return head :ok\n    end"
        ),
    ),
}


@pytest.mark.parametrize(("wanted", "asked"), RUBY_ASKS.values(), ids=RUBY_ASKS)
def test_a_rails_action_asks(wanted: str, asked: str) -> None:
    assert verdict("ruby", RUBY % asked) == wanted


def test_what_a_rails_action_does_only_for_an_order_that_is_not_paid() -> None:
    acts = "    @order.update!(status: 'paid')\n    LedgerEntry.create!(order: @order)\n"
    code = "class PagoefectivoController\n  def notify\n    @order = Order.find_by(code: params[:code])\n%s  end\nend\n"
    assert verdict("ruby", code % f"    unless @order.paid?\n{acts}    end\n") == "sound"
    assert verdict("ruby", code % f"    if @order.paid?\n{acts}    end\n") == "problem"


def test_a_memorised_record_is_asked() -> None:
    code = """class PagoefectivoController < ApplicationController
  def notify
    return head :ok if order.paid?

    order.update!(status: 'paid')
    order.customer.increment!(:balance, order.total)
  end

  private

  def order
    @order ||= Order.find_by!(code: params[:transactionCode])
  end
end
"""
    assert verdict("ruby", code) == "sound"
    assert verdict("ruby", code.replace("return head :ok if order.paid?", "")) == "problem"


def test_a_go_method_is_followed_to_the_type_that_it_is_called_on() -> None:
    code = """package webhooks

func (h *Handler) Notify(c echo.Context) error {
	var n Notification
	if err := c.Bind(&n); err != nil {
		return err
	}
	return h.settle(n)
}

func (h *Handler) settle(n Notification) error {
	order, err := h.orders.FindByCode(n.TransactionCode)
	if err != nil {
		return err
	}
	%s
	order.Status = "paid"
	h.orders.Save(order)
	return h.ledger.Create(&LedgerEntry{OrderID: order.ID})
}
"""
    assert verdict("go", code % "") == "problem"
    assert verdict("go", code % 'if order.Status == "paid" {\n\t\treturn nil\n\t}') == "sound"
