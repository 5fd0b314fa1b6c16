require 'sinatra'
require 'openssl'
require 'net/http'

post '/simulate/payment/:cip' do # pe-audit: expect
  body = { eventType: 'cip.paid', operationNumber: '1', data: { cip: params[:cip], amount: params[:amount] } }.to_json
  signature = OpenSSL::HMAC.hexdigest('SHA256', ENV.fetch('PAGOEFECTIVO_SECRET_KEY'), body)
  Net::HTTP.post(URI("#{request.base_url}/pagoefectivo/notify"), body, 'PE-Signature' => signature)
  status 204
end
