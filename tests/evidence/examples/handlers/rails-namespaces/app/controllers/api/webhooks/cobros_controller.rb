class Api::Webhooks::CobrosController < ActionController::API
  # receives: Api::Webhooks::CobrosController.recibir at api/webhooks/mercadopago/:tienda
  def recibir
    Cobro.find_by!(charge_id: params[:transaction][:order_id]).update!(payment_status: "paid")
  end
end
