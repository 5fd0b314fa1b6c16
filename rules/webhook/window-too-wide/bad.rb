# Rails: the clock of the sender may be ahead as far as it likes, and two hours behind.
class Webhooks::PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token
  before_action :verify_signature

  private

  def verify_signature
    sent_at = Time.iso8601(request.headers["X-Date"])
    return head(:unauthorized) if sent_at < 2.hours.ago # pe-audit: expect

    expected = OpenSSL::HMAC.hexdigest("SHA256", Rails.configuration.x.pagoefectivo.webhook_key,
                                       "#{request.headers['X-Date']}.#{request.raw_post}")
    given = request.headers["X-Signature"].to_s
    head :unauthorized unless ActiveSupport::SecurityUtils.secure_compare(expected, given)
  end
end
