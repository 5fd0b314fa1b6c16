require 'net/http'
require 'faraday'

module PagoEfectivo
  def self.connection
    Faraday.new('https://services.pagoefectivo.pe', ssl: { ca_file: '/etc/ssl/gateway-ca.pem' })
  end

  def self.search(cip)
    http = Net::HTTP.new('services.pagoefectivo.pe', 443)
    http.use_ssl = true
    # VERIFY_NONE would let anybody answer
    http.verify_mode = OpenSSL::SSL::VERIFY_PEER
    http.post('/v1/cips/search', { cip: cip }.to_json)
  end
end
