class WebhooksController < ApplicationController
  before_action :require_gateway

  private

  def require_gateway
    allowed_ips = ENV.fetch('PAGOEFECTIVO_ALLOWED_IPS', '').split(',')
    return if allowed_ips.empty? # pe-audit: expect

    head :forbidden unless allowed_ips.include?(request.remote_ip)
  end
end
