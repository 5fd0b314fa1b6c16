resource "aws_cloudwatch_metric_alarm" "firmas" {
  alarm_name          = "pagoefectivo-firmas-no-validas"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "FirmasNoValidas"
  namespace           = "Tienda/Pagos"
  period              = 900
  statistic           = "Sum"
  threshold           = 3
}
