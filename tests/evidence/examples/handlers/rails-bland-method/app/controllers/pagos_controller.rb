class PagosController < ApplicationController
  # receives: PagosController.create at ipn/payu
  def create
    venta = Venta.find_by!(referencia: params[:reference_sale])
    venta.update!(estado: "pagada")
    head :ok
  end

  def index
    @pagos = Pago.where(estado: params[:estado])
  end
end
