class ConciliacionDePagos
  def call
    ayer = Time.find_zone!("America/Lima").today.prev_day
    hasta = Time.now.utc
    filas = pasarela.reporte(ayer.strftime("%Y%m%d"), hasta)
    comparar(filas, Pago.where(pagado_en: ayer.all_day))
  end
end
