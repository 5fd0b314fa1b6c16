enum PagoEfectivo: String {
    case authorizations = "https://auth.pagoefectivo.pe/v1/authorizations" // pe-audit: expect
    case cips = "https://services.pagoefectivo.pe/v1/cips"
}
