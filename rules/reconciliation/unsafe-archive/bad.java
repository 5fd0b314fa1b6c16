package pe.tienda.pagos;

import java.io.*;
import java.nio.file.*;
import java.util.zip.*;

public class LiquidacionService {
    public void descomprimir(InputStream entrada, Path carpeta) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(entrada)) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                Path destino = carpeta.resolve(entry.getName()).normalize(); // pe-audit: expect
                Files.copy(zip, destino);
            }
        }
    }
}
