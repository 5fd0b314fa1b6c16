# Rails: the gateway cannot send a CSRF token; its signature takes that place.
class PagoefectivoController < ApplicationController
  skip_before_action :verify_authenticity_token
  before_action :require_signature

  def notify
    order = Order.find_by!(cip: params.dig(:data, :cip))
    if params[:eventType] == "cip.paid"
      order.update!(status: "paid", operation_number: params[:operationNumber])
    end
    head :ok
  end

  private

  def require_signature
    expected = OpenSSL::HMAC.hexdigest("SHA256", ENV.fetch("PAGOEFECTIVO_SECRET_KEY"), request.raw_post)
    given = request.headers["PE-Signature"].to_s
    head :unauthorized unless ActiveSupport::SecurityUtils.secure_compare(expected, given)
  end
end
