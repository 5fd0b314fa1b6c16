Imports System.Configuration

Public Class PagoEfectivo
    Private Const SecretKey As String = "WAt2nJ3fah86Alq1XnPE8RHDg2YGhrUMB5mlwOli" ' pe-audit: expect
    Private Shared ReadOnly AccessKey As String = "YTk0ZWIwOTBmZDAzMmQ1NzE2" ' pe-audit: expect
    Private ReadOnly _apiUrl As String = ConfigurationManager.AppSettings("PagoEfectivoUrl")

    Public Function Autorizar() As String
        Dim cliente As New Cliente(_apiUrl)
        cliente.SetAccessKey("OGU5ZTZhYmI0MWI3MDZj") ' pe-audit: expect
        Return cliente.Token(AccessKey, SecretKey)
    End Function
End Class
