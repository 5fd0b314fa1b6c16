resource "aws_instance" "shop" {
  ami           = var.ami
  instance_type = "t3.small"

  user_data = <<-EOT
    #!/bin/bash
    set -e
    systemctl disable --now systemd-timesyncd
    apt-get update && apt-get install -y nginx php8.3-fpm chrony
    systemctl enable --now nginx chrony
  EOT

  tags = { Name = "shop" }
}
