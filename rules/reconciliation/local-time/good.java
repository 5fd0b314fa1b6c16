package pe.tienda.pagos;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

public class LiquidacionDiaria {
    private static final ZoneId LIMA = ZoneId.of("America/Lima");

    public void ejecutar() {
        LocalDate dia = LocalDate.now(LIMA).minusDays(1);
        String archivo = "liquidacion_" + dia.format(DateTimeFormatter.BASIC_ISO_DATE) + ".csv";
        comparar(sftp.leer(archivo), pagos.delDia(dia));
    }
}
