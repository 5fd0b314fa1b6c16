require 'faraday'

class PagoEfectivo
  def connection
    @connection ||= Faraday.new(ENV.fetch('PAGOEFECTIVO_URL'), ssl: ssl)
  end

  def create_cip(token, order)
    connection.post('/v1/cips', { currency: 'PEN', amount: order.total }.to_json, 'Authorization' => "Bearer #{token}")
  end

  private

  def ssl
    {
        verify: true,
        client_cert: OpenSSL::X509::Certificate.new(File.read(ENV.fetch('PAGOEFECTIVO_CLIENT_CERT'))),
        client_key: OpenSSL::PKey.read(File.read(ENV.fetch('PAGOEFECTIVO_CLIENT_KEY')))
    }
  end
end
