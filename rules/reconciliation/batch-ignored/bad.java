package pe.tienda.pagos;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

public class LiquidacionService {
    public void importar(java.io.Reader archivo) throws Exception {
        for (CSVRecord fila : CSVFormat.DEFAULT.parse(archivo)) {
            String lote = fila.get("lote"); // pe-audit: expect
            pagos.conciliado(fila.get("operationNumber"));
        }
    }
}
