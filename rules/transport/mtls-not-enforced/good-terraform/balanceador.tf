resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.tienda.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.tienda.arn

  mutual_authentication {
    mode            = "verify"
    trust_store_arn = aws_lb_trust_store.pasarela.arn
  }
}
