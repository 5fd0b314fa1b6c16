package pe.tienda.pagos;

import java.util.List;

public class SettlementReconciler {
    public List<String> differences(List<String[]> rows, PaymentRepository payments) {
        return rows.stream()
            .filter(row -> {
                double amount = Double.parseDouble(row[3]); // pe-audit: expect
                Payment payment = payments.byOperation(row[0]);
                return payment == null || payment.getAmount() != amount;
            })
            .map(row -> row[0])
            .toList();
    }
}
