require 'typhoeus'

class PagoEfectivoClient
  def initialize(base_url, access_key)
    @base_url = base_url
    @access_key = access_key
  end

  def create_cip(order, token)
    response = Typhoeus.post(
      "#{@base_url}/v1/cips",
      connecttimeout: 5,
      timeout: 20,
      body: order.to_json,
      headers: { 'Authorization' => "Bearer #{token}", 'Content-Type' => 'application/json' }
    )
    raise RateLimited, response.headers['Retry-After'] if response.code == 429

    JSON.parse(response.body)['data']
  end
end
