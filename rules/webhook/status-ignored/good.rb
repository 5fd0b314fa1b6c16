# Rails: the event type is asked first.
class WebhooksController < ApplicationController
  skip_before_action :verify_authenticity_token

  def pagoefectivo
    return head(:ok) unless params[:eventType] == "cip.paid"

    order = Order.find_by!(cip: params.dig(:data, :cip))
    paid = params.dig(:data, :amount).to_d
    return head(:internal_server_error) if paid != order.total || params.dig(:data, :currency) != order.currency

    order.update!(status: "paid", operation_number: params[:operationNumber])
    head :ok
  end
end
