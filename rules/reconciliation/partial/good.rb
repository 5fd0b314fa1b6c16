class ConciliacionDePagos
  def diferencias(filas)
    filas.reject do |fila|
      pago = Pago.find_by(operacion: fila["operationNumber"])
      igual = pago.moneda == fila["moneda"] && pago.estado == fila["estado"]
      igual && pago.monto == fila["monto"].to_d
    end
  end
end
