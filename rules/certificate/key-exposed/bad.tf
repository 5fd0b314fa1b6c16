resource "tls_private_key" "gateway_client" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "local_sensitive_file" "gateway_client_key" {
  content              = tls_private_key.gateway_client.private_key_pem
  filename             = "/srv/pagos/certs/gateway-client.key"
  file_permission      = "0644" # pe-audit: expect
  directory_permission = "0755"
}

resource "local_file" "gateway_client_certificate" {
  content         = var.gateway_client_certificate
  filename        = "/srv/pagos/certs/gateway-client.crt"
  file_permission = "0644"
}
