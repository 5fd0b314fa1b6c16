c = Faraday.new('https://services.pagoefectivo.pe/v1/cips') do |f|
  f.request :retry, max: 3, interval: 0.5, backoff_factor: 2
end
c.post('/x')
