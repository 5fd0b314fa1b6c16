class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  def notify
    notice = JSON.parse(request.raw_post)
    order = Order.find_by!(code: notice['transactionCode'])
    order.update!(status: 'paid', operation_number: notice['operationNumber']) # pe-audit: expect
    order.line_items.each { |item| item.product.decrement!(:stock, item.quantity) }
    ReceiptMailer.with(order: order).paid.deliver_later
    head :ok
  end
end
