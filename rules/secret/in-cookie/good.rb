require 'sinatra/base'

class AdminSettings < Sinatra::Base
  post '/admin/settings' do
    settings.vault.write('pagoefectivo', secret_key: params[:secret_key])
    response.set_cookie 'secret_key_saved', value: '1', max_age: 60
    redirect '/admin/settings'
  end
end
