variable "pagoefectivo_url" {
  type    = string
  default = "http://services.pagoefectivo.pe" # pe-audit: expect
}
