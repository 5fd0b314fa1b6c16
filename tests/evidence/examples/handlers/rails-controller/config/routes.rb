Rails.application.routes.draw do
  root "home#index"
  post "/webhooks/conekta", to: "webhooks#conekta"
end
