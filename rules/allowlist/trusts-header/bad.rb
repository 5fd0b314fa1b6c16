class PagoEfectivoController < ApplicationController
  before_action :require_gateway

  private

  def require_gateway
    address = request.headers['X-Forwarded-For'].to_s.split(',').first
    head :forbidden unless Rails.configuration.x.webhook_allowed_ips.include?(address) # pe-audit: expect
  end
end
