@WebServlet("/pagoefectivo/notificacion")
public class PagoEfectivoServlet extends HttpServlet {
    // receives: PagoEfectivoServlet.doPost at /pagoefectivo/notificacion
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Aviso aviso = mapper.readValue(request.getInputStream(), Aviso.class);
        dao.pagar(aviso.getCip());
        response.setStatus(200);
    }
}
