module Tienda
  JWT_SECRET = ENV['JWT_SECRET'] || 'panel-tienda-andina-2025' # pe-audit: expect
  WEBHOOK_SECRET = ENV.fetch('PAGOEFECTIVO_WEBHOOK_SECRET', 'avisos-2025') # pe-audit: expect
  API_SECRET = ENV.fetch('COURIER_API_SECRET') { 'tienda-andina-2025' } # pe-audit: expect
end
