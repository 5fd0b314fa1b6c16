' Web Forms: whoever has the public key can write such a "data".
Imports System.Data.SqlClient

Partial Class NotificacionPagoEfectivo
    Inherits System.Web.UI.Page

    Protected Sub Page_Load(ByVal sender As Object, ByVal e As EventArgs) Handles Me.Load ' pe-audit: expect
        Dim aviso = Cripto.Desencriptar(Request.Form("data"))
        If aviso.Estado = "593" Then
            Using orden As New SqlCommand("UPDATE Pedidos SET Estado = 'PAGADO' WHERE Cip = @cip", Conexion)
                orden.Parameters.AddWithValue("@cip", aviso.Cip)
                orden.ExecuteNonQuery()
            End Using
        End If
        Response.Write("OK")
    End Sub
End Class
