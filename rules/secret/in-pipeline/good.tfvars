region                      = "us-east-1"
db_password                 = "<from the vault>"
pagoefectivo_secret_key_arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:pagoefectivo"
