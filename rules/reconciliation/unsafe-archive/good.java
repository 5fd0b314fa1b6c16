package pe.tienda.pagos;

import java.io.*;
import java.nio.file.*;
import java.util.zip.*;

public class LiquidacionService {
    private static final int MAX_ENTRADAS = 100;
    private static final long MAX_BYTES = 50_000_000L;

    public void descomprimir(InputStream entrada, Path carpeta) throws IOException {
        int entradas = 0;
        try (ZipInputStream zip = new ZipInputStream(entrada)) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                Path destino = carpeta.resolve(entry.getName()).normalize();
                if (!destino.startsWith(carpeta) || ++entradas > MAX_ENTRADAS) {
                    throw new IOException("entrada rechazada");
                }
                Files.copy(new LimitedInputStream(zip, MAX_BYTES), destino);
            }
        }
    }
}
