require 'faraday'

class CipClient
  BASE_URL = ENV.fetch('PAGOEFECTIVO_URL', 'https://pre1a.services.pagoefectivo.pe') # pe-audit: expect

  def cips(body, token)
    Faraday.post(
      'https://pre1a.services.pagoefectivo.pe/v1/cips', # pe-audit: expect
      body.to_json,
      'Authorization' => "Bearer #{token}"
    )
  end
end
