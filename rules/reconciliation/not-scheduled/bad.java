package pe.tienda.pagos;

import org.apache.commons.csv.CSVFormat;

public class LiquidacionService {
    public void conciliar() throws Exception { // pe-audit: expect
        for (var fila : CSVFormat.DEFAULT.parse(sftp.abrir("pagos.csv"))) {
            comparar(fila);
        }
    }
}
