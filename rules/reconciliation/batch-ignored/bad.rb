require "csv"

class ConciliacionDePagos
  def importar(ruta)
    CSV.foreach(ruta, headers: true) do |fila|
      lote = fila["lote"] # pe-audit: expect
      Pago.find_by(operacion: fila["operationNumber"]).conciliar!
    end
  end
end
