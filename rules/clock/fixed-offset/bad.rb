require 'digest'

module PagoEfectivo
  def self.authorization(settings)
    date = Time.now.strftime('%Y-%m-%dT%H:%M:%S-05:00') # pe-audit: expect
    text = [settings.id_service, settings.access_key, settings.secret_key, date].join('.')
    {
      accessKey: settings.access_key,
      idService: settings.id_service,
      dateRequest: date,
      hashString: Digest::SHA256.hexdigest(text)
    }
  end
end
