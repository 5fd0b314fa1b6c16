class ConciliacionDePagos
  def diferencias(filas)
    filas.reject do |fila|
      pago = Pago.find_by(operacion: fila["operationNumber"])
      pago.monto == fila["monto"].to_d # pe-audit: expect
    end
  end
end
