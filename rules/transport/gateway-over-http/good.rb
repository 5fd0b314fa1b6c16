require 'faraday'

class CipSearch
  def call(token, cips)
    connection = Faraday.new('https://services.pagoefectivo.pe', request: { timeout: 20 })
    connection.post('/v1/cips/search', { data: cips }.to_json, 'Authorization' => "Bearer #{token}")
  end
end
