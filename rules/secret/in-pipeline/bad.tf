variable "pagoefectivo_secret_key" {
  type      = string
  sensitive = true
  default   = "P3nS6vLk2TqW8zBxJ4mHc0RyF7dZgA5eU1oK9iXb" # pe-audit: expect
}

resource "aws_db_instance" "pagos" {
  engine   = "mariadb"
  username = "pagos"
  password = "Huascaran6768" # pe-audit: expect
}
