class WebhooksController < ApplicationController
  skip_before_action :verify_authenticity_token

  # receives: WebhooksController.conekta at /webhooks/conekta
  def conekta
    event = JSON.parse(request.raw_post)
    Order.find_by!(conekta_id: event["data"]["object"]["order_id"]).update!(status: "paid")
    head :ok
  end
end
