require 'net/http'

class PagoEfectivoClient
  def initialize(secret_key)
    @secret_key = secret_key
  end

  def buscar(cip, token)
    Net::HTTP.post(URI('https://services.pagoefectivo.pe/v1/cips/search'), cip.to_json, 'Authorization' => token)
  rescue Net::ReadTimeout
    sleep 2
    retry # pe-audit: expect
  end
end
