require 'net/http'
require 'faraday'
require 'savon'

module PagoEfectivo
  def self.connection
    Faraday.new('https://services.pagoefectivo.pe', ssl: { verify: false }) # pe-audit: expect
  end

  def self.crypto(wsdl)
    settings = { wsdl: wsdl }
    settings[:ssl_verify_mode] = :none # pe-audit: expect
    Savon.client(settings)
  end

  def self.search(cip)
    http = Net::HTTP.new('services.pagoefectivo.pe', 443)
    http.use_ssl = true
    http.verify_mode = OpenSSL::SSL::VERIFY_NONE # pe-audit: expect
    http.post('/v1/cips/search', { cip: cip }.to_json)
  end
end
