package pe.tienda.pagos;

import java.util.ArrayList;
import java.util.List;

public class LiquidacionService {
    public List<Fila> diferencias(List<Fila> filas) {
        List<Fila> distintas = new ArrayList<>();
        for (Fila fila : filas) {
            Pago pago = pagos.porOperacion(fila.getOperacion());
            boolean igual = pago.getMoneda().equals(fila.getMoneda()) && pago.getEstado() == fila.getEstado();
            if (!igual || pago.getMonto().compareTo(fila.getMonto()) != 0) {
                distintas.add(fila);
            }
        }
        return distintas;
    }
}
