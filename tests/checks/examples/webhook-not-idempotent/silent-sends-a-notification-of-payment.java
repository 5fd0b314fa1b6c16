package pe.shop;

public class PaymentNotifier {
    private final OrderRepository orders;
    private final Mailer mailer;

    public void notifyPayment(Order order) {
        order.setStatus(Status.PAID);
        orders.save(order);
        mailer.send(order.getEmail(), "Your payment was received");
    }
}
