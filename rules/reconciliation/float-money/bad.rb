require "csv"

class ConciliacionDePagos
  def diferencias(ruta)
    CSV.foreach(ruta, headers: true).reject do |fila|
      pago = Pago.find_by(operacion: fila["operationNumber"])
      pago && pago.monto == fila["monto"].to_f # pe-audit: expect
    end
  end
end
