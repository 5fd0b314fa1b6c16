require "sinatra"

before "/webhook/*" do
  halt 401 unless genuine?(request)
end

# before: a closure
post "/webhook/niubiz" do
  Venta.pagar(JSON.parse(request.body.read)["purchaseNumber"])
  status 200
end
