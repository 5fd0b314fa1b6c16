package pe.tienda.pagos;

import java.nio.file.*;
import java.util.zip.ZipFile;

/** The gateway sends liquidacion.zip and its signature, liquidacion.zip.sig. */
public class LiquidacionDiaria {
    public void importar(Path archivo) throws Exception {
        int estado = new ProcessBuilder("gpg", "--verify", archivo + ".sig", archivo.toString()).start().waitFor();
        if (estado != 0) {
            throw new SecurityException("firma inválida: " + archivo);
        }
        try (ZipFile zip = new ZipFile(archivo.toFile())) {
            comparar(zip.getInputStream(zip.getEntry("pagos.csv")));
        }
    }
}
