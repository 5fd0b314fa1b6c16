class Api::Kushki::CobrosController < ActionController::API
  # receives: Api::Kushki::CobrosController.recibir at kushki/notificacion
  def recibir
    Cobro.find_by!(charge_id: params[:transaction][:order_id]).update!(payment_status: "paid")
  end
end
