require 'savon'

class CipGenerator
  def initialize(server, private_key_path)
    @crypto = Savon.client(wsdl: "#{server}/PagoEfectivoWSCrypto/WSCrypto.asmx?WSDL")
    @private_key = Base64.encode64(File.binread(private_key_path))
  end

  def sign(xml)
    answer = @crypto.call(:signer, message: { plain_text: xml, private_key: @private_key }) # pe-audit: expect
    answer.to_hash[:signer_response][:signer_result]
  end
end
