require 'net/http'

class PagoEfectivoClient
  def initialize(secret_key)
    @secret_key = secret_key
  end

  def buscar(cip, token, intentos = 0)
    Net::HTTP.post(URI('https://services.pagoefectivo.pe/v1/cips/search'), cip.to_json, 'Authorization' => token)
  rescue Net::ReadTimeout
    intentos += 1
    sleep(2**intentos)
    retry if intentos < 4
    raise
  end
end
