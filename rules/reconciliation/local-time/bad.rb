class ConciliacionDePagos
  def call
    ayer = Date.today.prev_day # pe-audit: expect
    filas = pasarela.reporte(ayer.strftime("%Y%m%d"))
    comparar(filas, Pago.where(pagado_en: ayer.all_day))
  end
end
