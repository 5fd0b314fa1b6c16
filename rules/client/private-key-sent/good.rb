require 'savon'
require 'openssl'

class CipGenerator
  def initialize(server, private_key_path, public_key)
    @crypto = Savon.client(wsdl: "#{server}/PagoEfectivoWSCrypto/WSCrypto.asmx?WSDL")
    @private_key = OpenSSL::PKey::RSA.new(File.read(private_key_path))
    @public_key = public_key
  end

  def sign(xml)
    Base64.strict_encode64(@private_key.sign('SHA1', xml))
  end

  def seal(xml)
    @crypto.call(:encrypt_text, message: { plain_text: xml, public_key: @public_key })
  end
end
