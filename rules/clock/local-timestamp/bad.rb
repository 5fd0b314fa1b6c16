class Authorization
  def body(settings)
    date = Time.now.strftime('%Y-%m-%dT%H:%M:%S')
    {
      accessKey: settings.access_key,
      idService: settings.id_service,
      dateRequest: date, # pe-audit: expect
      hashString: digest(settings, date)
    }
  end
end
