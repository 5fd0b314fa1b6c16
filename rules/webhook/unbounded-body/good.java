package pe.tienda.pagos;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

@WebServlet("/webhook/pagoefectivo")
public class PagoEfectivoServlet extends HttpServlet {

    private static final int MAXIMO = 64 * 1024;
    private final Pagos pagos = new Pagos();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > MAXIMO) {
            response.sendError(413);
            return;
        }
        byte[] cuerpo = request.getInputStream().readAllBytes();
        if (!pagos.firmaValida(cuerpo, request.getHeader("PE-Signature"))) {
            response.sendError(401);
            return;
        }
        pagos.registrarPago(cuerpo);
        response.setStatus(200);
    }
}
