class PagoEfectivoToken
  def self.current
    Rails.cache.read('pagoefectivo/token') || refresh
  end

  def self.refresh
    token = PagoEfectivo::Client.authorize.fetch('token')
    Rails.cache.write('pagoefectivo/token', token, expires_in: 110.minutes)
    token
  end
end
