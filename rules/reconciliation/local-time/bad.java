package pe.tienda.pagos;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

public class LiquidacionDiaria {
    public void ejecutar() {
        LocalDate dia = LocalDate.now().minusDays(1); // pe-audit: expect
        String archivo = "liquidacion_" + dia.format(DateTimeFormatter.BASIC_ISO_DATE) + ".csv";
        comparar(sftp.leer(archivo), pagos.delDia(dia));
    }
}
