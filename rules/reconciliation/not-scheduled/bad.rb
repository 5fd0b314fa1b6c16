require "csv"

class ConciliacionDePagos
  def call(ruta) # pe-audit: expect
    CSV.foreach(ruta, headers: true) { |fila| comparar(fila) }
  end
end
