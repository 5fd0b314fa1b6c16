class ConektaWebhooksController < ActionController::Base
  # receives: ConektaWebhooksController.create
  def create
    aviso = JSON.parse(request.body.read)
    build_receipt(aviso) if Cargo.find_by!(folio: aviso["data"]["folio"]).update!(estado: "pagado")
    head :ok
  end

  def build_receipt(aviso)
    ReciboMailer.pagado(aviso["data"]["correo"]).deliver_later
  end

  private

  def create_log
    Registro.create!(cuerpo: request.raw_post, pasarela: "conekta", pago: params[:pago])
  end
end
