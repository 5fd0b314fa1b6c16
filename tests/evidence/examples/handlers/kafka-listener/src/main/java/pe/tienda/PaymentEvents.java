public class PaymentEvents {
    // receives: PaymentEvents.consume at payment-notifications
    @KafkaListener(topics = "payment-notifications", groupId = "orders")
    public void consume(ConsumerRecord<String, PaymentPaid> message) {
        orders.settle(message.value().getOrderId());
    }
}
