require 'digest'

class Authorization
  def body(settings)
    date = Time.now.in_time_zone('America/Lima').iso8601
    text = "#{settings.id}.#{settings.access_key}.#{settings.secret_key}.#{date}"
    {
      accessKey: settings.access_key,
      idService: settings.id,
      dateRequest: Time.now.in_time_zone('America/Lima').iso8601, # pe-audit: expect
      hashString: Digest::SHA256.hexdigest(text)
    }
  end
end
