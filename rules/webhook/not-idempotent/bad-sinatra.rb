require 'sinatra'
require 'json'

post '/webhooks/pagoefectivo' do
  aviso = JSON.parse(request.body.read)
  pedido = Pedido.first(codigo: aviso['transactionCode'])
  halt 404 unless pedido

  cliente = pedido.cliente
  cliente.increment!(:saldo, pedido.monto) # pe-audit: expect
  Movimiento.create!(cliente: cliente, operacion: aviso['operationNumber'], monto: pedido.monto)
  status 200
end
