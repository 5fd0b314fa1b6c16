Rails.application.routes.draw do
  get "pagos", to: "pagos#index"
  post "ipn/payu" => "pagos#create"
end
