require "gpgme"

class ConciliacionDePagos
  HUELLA = "7B3C1F0A9D5E4C6288A1B2C3D4E5F60718293A4B"

  def verificar(archivo, firma)
    GPGME::Crypto.new.verify(firma, signed_text: archivo) do |signature|
      raise "firma inválida" unless signature.valid? && signature.fingerprint == HUELLA
    end
  end
end
