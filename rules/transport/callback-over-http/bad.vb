Public Class GenerarCip
    Private Const UrlRespuesta As String = "http://www.bodega-andina.pe/pago/respuesta" ' pe-audit: expect

    Public Function Solicitud(codigo As String) As CipRequest
        Dim solicitud As New CipRequest()
        solicitud.TransactionCode = codigo
        solicitud.UrlNotificacion = "http://api.bodega-andina.pe/cips/notify" ' pe-audit: expect
        solicitud.UrlRetorno = UrlRespuesta
        Return solicitud
    End Function
End Class
