require "gpgme"
require "zip"

class ConciliacionDePagos
  def importar(archivo)
    firma = File.read("#{archivo}.asc")
    GPGME::Crypto.new.verify(firma, signed_text: File.binread(archivo)) do |signature|
      Rails.logger.info("firma de #{archivo}: #{signature.valid?}")
    end
    Zip::File.open(archivo) do |zip| # pe-audit: expect
      comparar(zip.read("pagos.csv"))
    end
  end
end
