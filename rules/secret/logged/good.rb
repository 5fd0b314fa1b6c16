class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  def notify
    payload = request.raw_post
    Rails.logger.info "PagoEfectivo notification #{request.request_id}: #{Digest::SHA256.hexdigest(payload)}"
    unless PagoEfectivo::Signature.valid?(payload, request.headers['PE-Signature'])
      Rails.logger.warn "wrong signature in #{request.request_id}"
      return head :unauthorized
    end
    event = JSON.parse(payload)
    Rails.logger.info "operation #{event['operationNumber']}: #{event['eventType']}"
    Payment.settle!(event.dig('data', 'cip'))
    head :ok
  end
end
