require "csv"

class ConciliacionDePagos
  def call(ruta)
    CSV.foreach(ruta, headers: true) { |fila| comparar(fila) }
  end
end

Sidekiq::Cron::Job.create(name: "conciliacion", cron: "0 6 * * * America/Lima", class: "ConciliacionDePagos")
