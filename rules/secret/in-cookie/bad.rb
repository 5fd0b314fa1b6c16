require 'sinatra/base'

class AdminSettings < Sinatra::Base
  post '/admin/settings' do
    response.set_cookie 'secret_key', value: params[:secret_key], secure: true # pe-audit: expect
    response.set_cookie 'theme', value: 'dark'
    redirect '/admin/settings'
  end
end
