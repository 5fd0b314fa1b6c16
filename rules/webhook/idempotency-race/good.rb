# Rails: with_lock reads the row again under a lock.
class WebhooksController < ApplicationController
  skip_before_action :verify_authenticity_token

  def pagoefectivo
    order = Order.find_by!(cip: params.dig(:data, :cip))
    order.with_lock do
      return head(:ok) if order.status == "paid"

      order.update!(status: "paid")
      order.customer.increment!(:points, order.points)
    end
    head :ok
  end
end
