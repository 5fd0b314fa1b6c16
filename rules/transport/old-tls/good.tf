resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.tienda.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate.tienda.arn
}

resource "aws_cloudfront_distribution" "tienda" {
  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate.tienda.arn
    minimum_protocol_version = "TLSv1.2_2021"
  }
}
