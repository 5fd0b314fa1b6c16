require "gpgme"
require "zip"

class ConciliacionDePagos
  def importar(archivo)
    firma = File.read("#{archivo}.asc")
    GPGME::Crypto.new.verify(firma, signed_text: File.binread(archivo)) do |signature|
      raise "firma inválida" unless signature.valid? && signature.fingerprint == HUELLA
    end
    Zip::File.open(archivo) do |zip|
      comparar(zip.read("pagos.csv"))
    end
  end
end
