# Rails: the buyer may have paid anything.
class WebhooksController < ApplicationController
  skip_before_action :verify_authenticity_token

  def pagoefectivo # pe-audit: expect
    return head(:ok) unless params[:eventType] == "cip.paid"

    order = Order.find_by!(cip: params.dig(:data, :cip))
    order.update!(status: "paid", operation_number: params[:operationNumber])
    head :ok
  end
end
