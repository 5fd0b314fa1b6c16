class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  # POST /pagoefectivo/notificacion
  def notificacion
    cuerpo = request.raw_post
    recibida = request.headers['PE-Signature'].to_s
    firma = Digest::SHA256.hexdigest(ENV.fetch('PAGOEFECTIVO_SECRET_KEY') + cuerpo)  # pe-audit: expect
    unless ActiveSupport::SecurityUtils.secure_compare(firma, recibida)
      return render json: { error: 'firma no válida' }, status: :unauthorized
    end

    Reserva.registrar_pago(JSON.parse(cuerpo))
    head :ok
  end
end
