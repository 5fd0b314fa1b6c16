variable "pagoefectivo_secret_key" {
  type      = string
  sensitive = true
}

resource "aws_db_instance" "pagos" {
  engine                      = "mariadb"
  username                    = "pagos"
  manage_master_user_password = true
}

resource "aws_ssm_parameter" "pagoefectivo" {
  name  = "/pagos/pagoefectivo"
  type  = "SecureString"
  value = var.pagoefectivo_secret_key
}

variable "db_password" {
  type    = string
  default = ""
}
