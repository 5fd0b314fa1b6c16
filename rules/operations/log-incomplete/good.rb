class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  def notify
    event = JSON.parse(request.raw_post)
    digest = Digest::SHA256.hexdigest(request.raw_post)
    logger.info "PagoEfectivo request #{request.request_id}, operation #{event['operationNumber']}, sha256 #{digest}"
    order = Order.find_by!(cip: event['data']['cip'])
    order.update!(status: 'paid')
    head :ok
  end
end
