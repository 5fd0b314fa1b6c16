require "sinatra"

# receives: /webhook/pagoefectivo at /webhook/pagoefectivo
post "/webhook/pagoefectivo" do
  aviso = JSON.parse(request.body.read)
  Pedido.find_by(cip: aviso["data"]["cip"]).update(estado: "pagado")
  status 200
end
