@Component
public class PaymentHandler {
    // receives: PaymentHandler.receive at /webhooks/payments
    public Mono<ServerResponse> receive(ServerRequest request) {
        return request.bodyToMono(PaymentEvent.class).flatMap(orders::markPaid).then(ServerResponse.ok().build());
    }
}
