Rails.application.routes.draw do
  namespace :api do
    resources :cobros
    namespace :webhooks do
      post "mercadopago/:tienda", to: "cobros#recibir"
    end
  end
  post "kushki/notificacion", to: "api/kushki/cobros#recibir"
end
