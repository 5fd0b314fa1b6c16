class PagoEfectivoController < ApplicationController
  before_action :require_gateway

  private

  def require_gateway
    address = request.env['REMOTE_ADDR']
    head :forbidden unless Rails.configuration.x.webhook_allowed_ips.include?(address)
  end
end
