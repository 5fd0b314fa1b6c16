class PagoEfectivoController < ApplicationController
  skip_before_action :verify_authenticity_token

  # POST /pagoefectivo/confirmacion
  def confirmacion
    cuerpo = request.raw_post
    recibida = request.env['HTTP_PE_SIGNATURE'].to_s
    firma = OpenSSL::HMAC.hexdigest('SHA256', ENV.fetch('PAGOEFECTIVO_SECRET_KEY'), cuerpo)
    unless ActiveSupport::SecurityUtils.secure_compare(firma, recibida)
      return render json: { error: 'firma no válida' }, status: :unauthorized
    end

    Donacion.registrar_pago(JSON.parse(cuerpo))
    head :ok
  end
end
