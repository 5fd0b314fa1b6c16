package pe.tienda.pagos;

import org.springframework.scheduling.annotation.Scheduled;
import org.apache.commons.csv.CSVFormat;

public class LiquidacionService {
    @Scheduled(cron = "0 0 6 * * *", zone = "America/Lima")
    public void conciliar() throws Exception {
        for (var fila : CSVFormat.DEFAULT.parse(sftp.abrir("pagos.csv"))) {
            comparar(fila);
        }
    }
}
