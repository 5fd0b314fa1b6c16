@Configuration
public class PaymentRouter {
    @Bean
    public RouterFunction<ServerResponse> routes(PaymentHandler handler) {
        return RouterFunctions.route(POST("/webhooks/payments"), handler::receive);
    }
}
