PagoEfectivo.configure do |config|
  config.service_id = 1044
  config.access_key = ENV.fetch('PAGOEFECTIVO_ACCESS_KEY')
  config.secret_key = Rails.application.credentials.dig(:pagoefectivo, :secret_key)
end

user.reset_password_token = SecureRandom.hex(20)
flash[:password] = 'La contraseña no es válida'
secret_label = 'secret_key'
