resource "aws_instance" "shop" {
  ami                         = var.image
  instance_type               = "t3.small"
  associate_public_ip_address = true
}

# The address that is registered at the gateway: it stays when the machine is replaced.
resource "aws_eip" "shop" {
  instance = aws_instance.shop.id
  domain   = "vpc"
}
