class PagosController < ApplicationController
  skip_before_action :verify_authenticity_token
  skip_before_action :require_login, only: [:webhook]
  before_action :verify_signature, only: [:webhook]
  before_action :load_order, except: %i[webhook]

  # before: set_locale, verify_signature
  def webhook
    pedido = Pedido.find_by!(cip: params.dig(:data, :cip))
    pedido.update!(estado: "pagado")
    head :ok
  end

  private

  def verify_signature
    head :unauthorized unless genuine?(request.raw_post, request.headers["PE-Signature"])
  end

  def load_order
    @pedido = Pedido.find(params[:id])
  end
end
