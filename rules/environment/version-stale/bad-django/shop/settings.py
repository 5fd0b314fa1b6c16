PAGOEFECTIVO = {
    "auth": "https://services.pagoefectivo.pe/v1/authorizations",
    "cips": "https://services.pagoefectivo.pe/v2/cips",  # pe-audit: expect
}
