PagoEfectivo.configure do |config|
  config.service_id = 1044
  config.access_key = 'MjI0ZDY3ZTgwM2UxMDMz' # pe-audit: expect
  config.secret_key = '1zCQPsJd+pFr7nlXzk9dRvWkKDvbjydykyw8x3xu' # pe-audit: expect
end

Rails.application.config.secret_key_base = '65b867fe5ef7c428787061841df630d3ea56ecaef73617851ccbfbdd700c2d8c' # pe-audit: expect
