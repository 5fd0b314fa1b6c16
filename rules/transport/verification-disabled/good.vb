Imports System.Net
Imports System.Net.Http
Imports System.Net.Security

Public Class PagoEfectivoClient
    Public Function Create() As HttpClient
        ' ServicePointManager.ServerCertificateValidationCallback = Function(s, c, ch, e) True
        ServicePointManager.ServerCertificateValidationCallback = Function(s, c, ch, e) e = SslPolicyErrors.None
        Return New HttpClient()
    End Function
End Class
