require "csv"

class ConciliacionDePagos
  def importar(ruta)
    CSV.foreach(ruta, headers: true) do |fila|
      lote = fila["lote"]
      Pago.find_by(operacion: fila["operationNumber"]).conciliar!(lote)
    end
  end
end
