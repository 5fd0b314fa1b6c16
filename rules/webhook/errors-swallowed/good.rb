class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  def webhook
    return head :unauthorized unless Firma.valida?(request.raw_post, request.headers["PE-Signature"])

    begin
      aviso = JSON.parse(request.raw_post)
      pedido = Pedido.find_by!(cip: aviso["data"]["cip"])
      pedido.update!(estado: "pagado")
    rescue StandardError => e
      Rails.logger.error("PagoEfectivo: #{e.message}")
      return head :internal_server_error
    end

    head :ok
  end
end
