Public Class GenerarCip
    Private Const UrlRespuesta As String = "https://www.bodega-andina.pe/pago/respuesta"

    Public Function Solicitud(codigo As String) As CipRequest
        Dim solicitud As New CipRequest()
        solicitud.TransactionCode = codigo
        solicitud.UrlNotificacion = "https://api.bodega-andina.pe/cips/notify"
        solicitud.UrlRetorno = UrlRespuesta
        Return solicitud
    End Function
End Class
