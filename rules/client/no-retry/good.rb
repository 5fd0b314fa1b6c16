require 'faraday'
require 'faraday/retry'

class PagoEfectivoClient
  def initialize(base_url, access_key)
    @access_key = access_key
    @http = Faraday.new(base_url, request: { timeout: 20 }) do |conexion|
      conexion.request :retry, max: 3, interval: 0.5, backoff_factor: 2, methods: %i[get post]
      conexion.request :json
    end
  end

  def create_cip(order, token)
    @http.post('/v1/cips', order.to_h, { 'Authorization' => "Bearer #{token}" }).body['data']
  end
end
