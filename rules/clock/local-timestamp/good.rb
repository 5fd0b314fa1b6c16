class Authorization
  def body(settings)
    date = Time.now.in_time_zone('America/Lima').iso8601
    {
      accessKey: settings.access_key,
      idService: settings.id_service,
      dateRequest: date,
      hashString: digest(settings, date)
    }
  end
end
