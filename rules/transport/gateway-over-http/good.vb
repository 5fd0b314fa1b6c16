Imports System.Net.Http

Public Class PagoEfectivoCliente
    Private Const UrlBase As String = "https://services.pagoefectivo.pe"

    ' antes: "http://pre1a.services.pagoefectivo.pe"
    Public Function Crear() As HttpClient
        Return New HttpClient With {.BaseAddress = New Uri("https://services.pagoefectivo.pe/v1/")}
    End Function
End Class
