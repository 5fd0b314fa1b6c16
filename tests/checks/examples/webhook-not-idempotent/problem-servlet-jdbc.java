package pe.shop;

import java.io.IOException;
import java.sql.*;
import javax.servlet.http.*;

public class NotificacionServlet extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest req, HttpServletResponse resp) throws IOException {
        String cip = req.getParameter("cip");
        String estado = req.getParameter("Estado");
        try (Connection con = Pool.get()) {
            if ("593".equals(estado)) {
                PreparedStatement ps = con.prepareStatement("UPDATE pedido SET estado = 'PAGADO' WHERE cip = ?");
                ps.setString(1, cip);
                ps.executeUpdate();
                PreparedStatement mov = con.prepareStatement("INSERT INTO movimiento (cip, tipo) VALUES (?, 'INGRESO')");
                mov.setString(1, cip);
                mov.executeUpdate();
            }
            resp.getWriter().print("OK");
        } catch (SQLException e) {
            resp.setStatus(500);
        }
    }
}
