# Rails: both threads pass the look.
class WebhooksController < ApplicationController
  skip_before_action :verify_authenticity_token

  def pagoefectivo
    order = Order.find_by!(cip: params.dig(:data, :cip))
    return head(:ok) if order.status == "paid"

    order.update!(status: "paid")
    order.customer.increment!(:points, order.points) # pe-audit: expect
    head :ok
  end
end
