Public Module PagoEfectivo
    Public Const UrlAutorizacion As String = "https://services.pagoefectivo.pe/v1/authorizations"
    Public Const UrlCips As String = "https://services.pagoefectivo.pe/v1/cips"
End Module
