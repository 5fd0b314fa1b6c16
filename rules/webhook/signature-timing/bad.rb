class NotificationsController < ApplicationController
  skip_before_action :verify_authenticity_token

  def create
    expected = OpenSSL::HMAC.hexdigest('SHA256', ENV.fetch('PAGOEFECTIVO_SECRET_KEY'), request.raw_post)
    return head :forbidden unless request.headers['PE-Signature'] == expected # pe-audit: expect

    Settlement.call(JSON.parse(request.raw_post))
    head :ok
  end

  def courier_webhook
    token = request.headers['X-Courier-Token']
    if token != Rails.application.credentials.courier_token # pe-audit: expect
      head :unauthorized
    end
  end
end
