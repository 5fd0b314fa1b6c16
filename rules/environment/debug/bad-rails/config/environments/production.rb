Rails.application.configure do
  config.enable_reloading = false
  config.eager_load = true
  config.consider_all_requests_local = true # pe-audit: expect
  config.force_ssl = true
end
