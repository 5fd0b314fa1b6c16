require "sinatra"
require_relative "pagoefectivo"

post "/webhook/pagoefectivo" do
  cuerpo = request.body.read # pe-audit: expect
  halt 401 unless PagoEfectivo.firma_valida?(cuerpo, request.env["HTTP_PE_SIGNATURE"])

  Pago.registrar(JSON.parse(cuerpo))
  200
end
