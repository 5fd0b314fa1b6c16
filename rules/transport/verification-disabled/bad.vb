Imports System.Net
Imports System.Net.Http

Public Class PagoEfectivoClient
    Public Function Create() As HttpClient
        ServicePointManager.ServerCertificateValidationCallback = Function(s, c, ch, e) True ' pe-audit: expect
        Dim handler As New HttpClientHandler()
        handler.ServerCertificateCustomValidationCallback =
            HttpClientHandler.DangerousAcceptAnyServerCertificateValidator ' pe-audit: expect
        Return New HttpClient(handler)
    End Function
End Class
