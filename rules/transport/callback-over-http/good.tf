resource "aws_lambda_function" "pagos" {
  function_name = "pagos"
  environment {
    variables = {
      PAGOEFECTIVO_CALLBACK_URL = "https://tienda.bodega-andina.pe/hooks/pagoefectivo"
    }
  }
}
