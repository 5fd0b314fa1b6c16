resource "aws_security_group" "webhook" {
  name        = "pagoefectivo-webhook"
  description = "The load balancer before the callback"
  vpc_id      = var.vpc

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]  # pe-audit: expect
  }
}

resource "aws_security_group" "shop" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
