@Component
public class PagoConsumer {
    // receives: PagoConsumer.alRecibir at pagos.notificaciones
    @RabbitListener(queues = "pagos.notificaciones")
    public void alRecibir(AvisoDePago aviso) {
        pedidos.marcarPagado(aviso.getCip());
    }
}
