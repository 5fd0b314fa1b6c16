package pe.shop;

import javax.ws.rs.*;
import javax.ws.rs.core.Response;

@Path("/notificaciones")
public class NotificacionResource {
    @Inject PedidoRepository pedidos;
    @Inject PagoRepository pagos;
    @Inject Despacho despacho;

    @POST
    @Path("/pagoefectivo")
    public Response recibir(CipPagado aviso) {
        if (pagos.existsByOperacion(aviso.getOperationNumber())) {
            throw new WebApplicationException("duplicado", 409);
        }
        Pedido pedido = pedidos.porCip(aviso.getData().getCip());
        pagos.save(new Pago(pedido, aviso.getOperationNumber()));
        pedido.setEstado(Estado.PAGADO);
        pedidos.save(pedido);
        despacho.programar(pedido);
        return Response.ok().build();
    }
}
