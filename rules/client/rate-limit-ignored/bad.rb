require 'typhoeus'

class PagoEfectivoClient
  def initialize(base_url, access_key)
    @base_url = base_url
    @access_key = access_key
  end

  def create_cip(order, token)
    response = Typhoeus.post( # pe-audit: expect
      "#{@base_url}/v1/cips",
      connecttimeout: 5,
      timeout: 20,
      body: order.to_json,
      headers: { 'Authorization' => "Bearer #{token}", 'Content-Type' => 'application/json' }
    )
    JSON.parse(response.body)['data']
  end
end
