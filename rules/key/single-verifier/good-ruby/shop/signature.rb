module Signature
  KEYS = ENV.values_at('PAGOEFECTIVO_SECRET_KEY', 'PAGOEFECTIVO_SECRET_KEY_OLD').compact.freeze

  def self.from_pagoefectivo?(body, given)
    KEYS.any? { |key| Rack::Utils.secure_compare(OpenSSL::HMAC.hexdigest('SHA256', key, body), given) }
  end
end
