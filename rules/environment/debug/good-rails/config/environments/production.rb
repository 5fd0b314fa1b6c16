Rails.application.configure do
  config.enable_reloading = false
  config.eager_load = true
  config.consider_all_requests_local = ENV.fetch("SHOW_ERRORS", "false") == "true"
  config.force_ssl = true
end
