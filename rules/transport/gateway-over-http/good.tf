variable "pagoefectivo_url" {
  type    = string
  default = "https://services.pagoefectivo.pe"
}
