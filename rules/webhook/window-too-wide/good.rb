# Rails: five minutes, before and after.
class Webhooks::PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token
  before_action :verify_signature

  private

  def verify_signature
    sent_at = Time.iso8601(request.headers["X-Date"])
    return head(:unauthorized) if (Time.current - sent_at).abs > 5.minutes

    expected = OpenSSL::HMAC.hexdigest("SHA256", Rails.configuration.x.pagoefectivo.webhook_key,
                                       "#{request.headers['X-Date']}.#{request.raw_post}")
    given = request.headers["X-Signature"].to_s
    head :unauthorized unless ActiveSupport::SecurityUtils.secure_compare(expected, given)
  end
end
