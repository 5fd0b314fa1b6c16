require 'faraday'

class CipSearch
  def call(token, cips)
    connection = Faraday.new('http://services.pagoefectivo.pe', request: { timeout: 20 }) # pe-audit: expect
    connection.post('/v1/cips/search', { data: cips }.to_json, 'Authorization' => "Bearer #{token}")
  end
end
