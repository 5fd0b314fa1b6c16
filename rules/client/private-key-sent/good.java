package pe.tienda.pagos;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tempuri.WSCrypto;
import org.tempuri.WSCryptoSoap;

public class PagoEfectivoSoap {
    private final WSCryptoSoap crypto = new WSCrypto().getWSCryptoSoap();
    private final LocalSigner signer;
    private final Path publicKey;

    public PagoEfectivoSoap(LocalSigner signer, Path publicKey) {
        this.signer = signer;
        this.publicKey = publicKey;
    }

    public SignedOrder seal(String xml) throws Exception {
        String signature = signer.sign(xml);
        return new SignedOrder(signature, crypto.encryptText(xml, Files.readAllBytes(publicKey)));
    }
}
