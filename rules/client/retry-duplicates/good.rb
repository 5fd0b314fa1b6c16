require 'httparty'

class PagoEfectivoClient
  def initialize(access_key)
    @access_key = access_key
  end

  def crear_cip(pedido, token)
    intentos ||= 0
    HTTParty.post(
      'https://services.pagoefectivo.pe/v1/cips',
      headers: { 'Authorization' => "Bearer #{token}" },
      body: { currency: 'PEN', amount: pedido.total,
              transactionCode: pedido.codigo }.to_json
    )
  rescue Net::ReadTimeout
    intentos += 1
    sleep(2**intentos)
    retry if intentos < 3
    raise
  end
end
