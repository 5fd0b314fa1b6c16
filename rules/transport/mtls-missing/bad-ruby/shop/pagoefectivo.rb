require 'faraday'

class PagoEfectivo
  def connection
    @connection ||= Faraday.new(ENV.fetch('PAGOEFECTIVO_URL'), ssl: ssl) # pe-audit: expect
  end

  def create_cip(token, order)
    connection.post('/v1/cips', { currency: 'PEN', amount: order.total }.to_json, 'Authorization' => "Bearer #{token}")
  end

  private

  def ssl
    {
        verify: true,
    }
  end
end
