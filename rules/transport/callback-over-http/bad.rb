class CipRequest
  CALLBACK_URL = ENV.fetch('CALLBACK_URL', 'http://bodega-andina.pe/pagoefectivo/callback/') # pe-audit: expect

  def body(order)
    {
      amount: order.total.to_s,
      transactionCode: order.code,
      url_retorno: "http://#{order.shop.domain}/compra/#{order.code}" # pe-audit: expect
    }
  end
end
