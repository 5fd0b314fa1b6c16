enum PagoEfectivo: String {
    case authorizations = "https://services.pagoefectivo.pe/v1/authorizations"
    case cips = "https://services.pagoefectivo.pe/v1/cips"
}
