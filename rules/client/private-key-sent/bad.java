package pe.tienda.pagos;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tempuri.WSCrypto;
import org.tempuri.WSCryptoSoap;

public class PagoEfectivoSoap {
    private final WSCryptoSoap crypto = new WSCrypto().getWSCryptoSoap();
    private final Path privateKey;

    public PagoEfectivoSoap(Path privateKey) {
        this.privateKey = privateKey;
    }

    public String sign(String xml) throws Exception {
        return crypto.signer(xml, Files.readAllBytes(privateKey)); // pe-audit: expect
    }
}
