require 'net/http'
require 'openssl'
require 'time'

class PagoEfectivo
  BASE = 'https://services.pagoefectivo.pe'.freeze

  def initialize(clave)
    @clave = clave
  end

  def crear_cip(cuerpo, token)
    fecha = Time.now.utc.iso8601
    cabeceras = {
      'Authorization' => "Bearer #{token}",
      'X-Date' => fecha,
      'X-Api-Version' => '2026-01',
    }
    Net::HTTP.post(URI("#{BASE}/v1/cips"), cuerpo, cabeceras) # pe-audit: expect
  end
end
