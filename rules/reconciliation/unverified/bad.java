package pe.tienda.pagos;

import java.nio.file.*;
import java.util.zip.ZipFile;

/** The gateway sends liquidacion.zip and its signature, liquidacion.zip.sig. */
public class LiquidacionDiaria {
    public void importar(Path archivo) throws Exception {
        new ProcessBuilder("gpg", "--verify", archivo + ".sig", archivo.toString()).start().waitFor();
        try (ZipFile zip = new ZipFile(archivo.toFile())) { // pe-audit: expect
            comparar(zip.getInputStream(zip.getEntry("pagos.csv")));
        }
    }
}
