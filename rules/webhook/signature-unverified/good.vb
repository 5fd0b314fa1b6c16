' Web Forms: the HMAC of the body as it came is compared first.
Imports System.Data.SqlClient
Imports System.IO
Imports System.Security.Cryptography

Partial Class NotificacionPagoEfectivo
    Inherits System.Web.UI.Page

    Protected Sub Page_Load(ByVal sender As Object, ByVal e As EventArgs) Handles Me.Load
        Dim cuerpo As Byte() = New BinaryReader(Request.InputStream).ReadBytes(Request.ContentLength)
        If Not FirmaValida(cuerpo, Request.Headers("PE-Signature")) Then
            Response.StatusCode = 401
            Return
        End If
        Dim aviso = Aviso.Leer(cuerpo)
        Using orden As New SqlCommand("UPDATE Pedidos SET Estado = 'PAGADO' WHERE Cip = @cip", Conexion)
            orden.Parameters.AddWithValue("@cip", aviso.Cip)
            orden.ExecuteNonQuery()
        End Using
        Response.Write("OK")
    End Sub

    Private Function FirmaValida(cuerpo As Byte(), firma As String) As Boolean
        Using hmac As New HMACSHA256(Claves.PagoEfectivo)
            Return CryptographicOperations.FixedTimeEquals(hmac.ComputeHash(cuerpo), Hex.Decode(firma))
        End Using
    End Function
End Class
