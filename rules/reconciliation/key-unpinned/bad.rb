require "gpgme"

class ConciliacionDePagos
  def verificar(archivo, firma)
    GPGME::Crypto.new.verify(firma, signed_text: archivo) do |signature| # pe-audit: expect
      raise "firma inválida" unless signature.valid?
    end
  end
end
