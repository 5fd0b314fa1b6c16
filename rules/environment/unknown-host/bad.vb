Public Module PagoEfectivo
    Public Const UrlAutorizacion As String = "https://auth.pagoefectivo.pe/v1/authorizations" ' pe-audit: expect
    Public Const UrlCips As String = "https://services.pagoefectivo.pe/v1/cips"
End Module
