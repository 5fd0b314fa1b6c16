package pe.shop;

import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

@Component
public class PagoEfectivoListener {
    private final OrderDao orders;
    private final LoyaltyDao loyalty;

    public PagoEfectivoListener(OrderDao orders, LoyaltyDao loyalty) {
        this.orders = orders;
        this.loyalty = loyalty;
    }

    @RabbitListener(queues = "pagoefectivo.notifications")
    public void onNotification(CipPaidMessage message) {
        Order order = orders.findByCip(message.getCip());
        order.setPaymentStatus("PAID");
        orders.update(order);
        loyalty.addPoints(order.getCustomerId(), order.getTotal().intValue());
    }
}
