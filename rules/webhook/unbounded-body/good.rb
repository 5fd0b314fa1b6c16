require "sinatra"
require_relative "pagoefectivo"

post "/webhook/pagoefectivo" do
  halt 413 if request.content_length.to_i > 64 * 1024

  cuerpo = request.body.read
  halt 401 unless PagoEfectivo.firma_valida?(cuerpo, request.env["HTTP_PE_SIGNATURE"])

  Pago.registrar(JSON.parse(cuerpo))
  200
end
