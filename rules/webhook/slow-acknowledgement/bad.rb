class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  def webhook
    return head :unauthorized unless Firma.valida?(request.raw_post, request.headers["PE-Signature"])

    pedido = Pedido.find_by!(cip: params[:data][:cip])
    pedido.update!(estado: "pagado")
    PedidoMailer.with(pedido: pedido).comprobante.deliver_now # pe-audit: expect
    head :ok
  end
end
