resource "aws_instance" "shop" {
  ami           = var.ami
  instance_type = "t3.small"

  user_data = <<-EOT
    #!/bin/bash
    set -e
    apt-get update && apt-get install -y nginx php8.3-fpm
    systemctl disable --now chrony
    systemctl enable --now nginx
  EOT

  tags = { Name = "shop" }
}
