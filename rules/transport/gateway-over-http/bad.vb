Imports System.Net.Http

Public Class PagoEfectivoCliente
    Private Const UrlBase As String = "http://services.pagoefectivo.pe" ' pe-audit: expect

    ' antes: "http://pre1a.services.pagoefectivo.pe"
    Public Function Crear() As HttpClient
        Return New HttpClient With {.BaseAddress = New Uri("http://services.pagoefectivo.pe/v1/")} ' pe-audit: expect
    End Function
End Class
