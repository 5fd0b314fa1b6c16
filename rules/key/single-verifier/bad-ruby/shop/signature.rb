module Signature
  def self.from_pagoefectivo?(body, given)
    expected = OpenSSL::HMAC.hexdigest('SHA256', ENV.fetch('PAGOEFECTIVO_SECRET_KEY'), body)
    Rack::Utils.secure_compare(expected, given) # pe-audit: expect
  end
end
