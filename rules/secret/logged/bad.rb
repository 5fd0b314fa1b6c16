class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  def notify
    payload = request.raw_post
    Rails.logger.info "PagoEfectivo notification: #{payload}" # pe-audit: expect
    Rails.logger.info "params: #{params.to_unsafe_h}" # pe-audit: expect
    unless PagoEfectivo::Signature.valid?(payload, request.headers['PE-Signature'])
      Rails.logger.warn "wrong signature #{request.headers['PE-Signature']}" # pe-audit: expect
      return head :unauthorized
    end
    Payment.settle!(JSON.parse(payload).dig('data', 'cip'))
    head :ok
  end
end
