require 'httparty'

class PagoEfectivo
  URL = ENV.fetch('PAGOEFECTIVO_URL')

  def create_cip(order)
    HTTParty.post(
      "#{URL}/cips",
      body: { currency: 'PEN', amount: order.total }.to_json,
      headers: { 'Authorization' => "Bearer #{ENV.fetch('PAGOEFECTIVO_SECRET_KEY')}" }, # pe-audit: expect
      timeout: 10
    )
  end
end
