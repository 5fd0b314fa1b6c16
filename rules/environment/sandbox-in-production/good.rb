require 'faraday'

# The sandbox is at "https://pre1a.services.pagoefectivo.pe".
class CipClient
  BASE_URLS = {
    'sandbox' => 'https://pre1a.services.pagoefectivo.pe',
    'prod' => 'https://services.pagoefectivo.pe'
  }.freeze

  def cips(body, token)
    url = BASE_URLS.fetch(ENV.fetch('PAGOEFECTIVO_ENVIRONMENT'))
    Faraday.post("#{url}/v1/cips", body.to_json, 'Authorization' => "Bearer #{token}")
  end
end
