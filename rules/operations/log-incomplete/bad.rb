class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  def notify # pe-audit: expect
    event = JSON.parse(request.raw_post)
    order = Order.find_by!(cip: event['data']['cip'])
    order.update!(status: 'paid')
    logger.info "order #{order.id} is paid by PagoEfectivo"
    head :ok
  end
end
