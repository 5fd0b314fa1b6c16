# Old notices went to "http://bodega-andina.pe/pagoefectivo/callback/".
class CipRequest
  CALLBACK_URL = ENV.fetch('CALLBACK_URL', 'http://127.0.0.1:3000/pagoefectivo/callback/')
  NOTIFICATION_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/'.freeze

  def body(order)
    {
      amount: order.total.to_s,
      transactionCode: order.code,
      url_retorno: "https://#{order.shop.domain}/compra/#{order.code}"
    }
  end
end
