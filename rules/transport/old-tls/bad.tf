resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.tienda.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-2016-08" # pe-audit: expect
  certificate_arn   = aws_acm_certificate.tienda.arn
}

resource "aws_cloudfront_distribution" "tienda" {
  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate.tienda.arn
    minimum_protocol_version = "TLSv1_2016" # pe-audit: expect
  }
}

resource "azurerm_linux_web_app" "tienda" {
  name = "tienda"
  site_config {
    minimum_tls_version = "1.0" # pe-audit: expect
  }
}
