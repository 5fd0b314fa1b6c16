require "bigdecimal/util"
require "csv"

class ConciliacionDePagos
  def diferencias(ruta)
    CSV.foreach(ruta, headers: true).reject do |fila|
      pago = Pago.find_by(operacion: fila["operationNumber"])
      pago && pago.monto == fila["monto"].to_d
    end
  end
end
