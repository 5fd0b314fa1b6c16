class NotificationsController < ApplicationController
  skip_before_action :verify_authenticity_token

  def create
    expected = OpenSSL::HMAC.hexdigest('SHA256', ENV.fetch('PAGOEFECTIVO_SECRET_KEY'), request.raw_post)
    signature = request.headers['PE-Signature'].to_s
    return head :forbidden unless ActiveSupport::SecurityUtils.secure_compare(signature, expected)

    Settlement.call(JSON.parse(request.raw_post))
    head :ok
  end

  def courier_webhook
    token = request.headers['X-Courier-Token'].to_s
    head :unauthorized unless Rack::Utils.secure_compare(token, Rails.application.credentials.courier_token)
  end
end
