module Tienda
  JWT_SECRET = ENV.fetch('JWT_SECRET')
  TOKEN_HEADER = ENV['TOKEN_HEADER'] || 'X-Shop-Token'
  PASSWORD_MIN = ENV.fetch('PASSWORD_MIN_LENGTH', '12')
end
