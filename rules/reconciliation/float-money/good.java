package pe.tienda.pagos;

import java.math.BigDecimal;
import java.util.List;

public class SettlementReconciler {
    public List<String> differences(List<String[]> rows, PaymentRepository payments) {
        return rows.stream()
            .filter(row -> {
                BigDecimal amount = new BigDecimal(row[3]);
                Payment payment = payments.byOperation(row[0]);
                return payment == null || payment.getAmount().compareTo(amount) != 0;
            })
            .map(row -> row[0])
            .toList();
    }
}
