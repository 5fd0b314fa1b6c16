class PagoEfectivoWebhooksController < ApplicationController
  skip_before_action :verify_authenticity_token

  def receive
    unless PagoEfectivo::Signature.valid?(request.raw_post, request.headers["PE-Signature"])
      return head :unauthorized
    end

    notice = JSON.parse(request.raw_post)
    order = Order.find_by!(cip: notice["data"]["cip"])
    order.update!(status: "paid") if order.pending?
    head :ok
  end
end
