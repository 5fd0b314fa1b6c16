package pe.tienda.pagos;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

@WebServlet("/webhook/pagoefectivo")
public class PagoEfectivoServlet extends HttpServlet {

    private final Pagos pagos = new Pagos();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] cuerpo = request.getInputStream().readAllBytes(); // pe-audit: expect
        if (!pagos.firmaValida(cuerpo, request.getHeader("PE-Signature"))) {
            response.sendError(401);
            return;
        }
        pagos.registrarPago(cuerpo);
        response.setStatus(200);
    }
}
