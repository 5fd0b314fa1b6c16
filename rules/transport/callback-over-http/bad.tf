resource "aws_lambda_function" "pagos" {
  function_name = "pagos"
  environment {
    variables = {
      PAGOEFECTIVO_CALLBACK_URL = "http://tienda.bodega-andina.pe/hooks/pagoefectivo" # pe-audit: expect
    }
  }
}
