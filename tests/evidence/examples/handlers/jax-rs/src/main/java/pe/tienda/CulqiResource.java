@Path("/culqi")
public class CulqiResource {
    // receives: CulqiResource.recibir at /culqi/webhook
    @POST
    @Path("/webhook")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response recibir(Evento evento) {
        servicio.pagar(evento.getData().getId());
        return Response.ok().build();
    }
}
