require 'httparty'

class PagoEfectivo
  URL = ENV.fetch('PAGOEFECTIVO_URL')

  def create_cip(order, token)
    HTTParty.post(
      "#{URL}/cips",
      body: { currency: 'PEN', amount: order.total }.to_json,
      headers: { 'Authorization' => "Bearer #{token}" },
      timeout: 10
    )
  end
end
