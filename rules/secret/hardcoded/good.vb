Imports System.Configuration

Public Class PagoEfectivo
    Private ReadOnly _secretKey As String = ConfigurationManager.AppSettings("PagoEfectivoSecretKey")
    Private ReadOnly _accessKey As String = Environment.GetEnvironmentVariable("PAGOEFECTIVO_ACCESS_KEY")
    Private Const NombreClave As String = "PagoEfectivoSecretKey"
    Private Const SecretKeySetting As String = "PagoEfectivo:SecretKey"

    Public Function Autorizar() As String
        ' the secret key = "…" belongs into Web.config's protected section
        Return New Cliente().Token(_accessKey, _secretKey)
    End Function
End Class
