requests.post('https://api.mercadopago.com/v1/payments', json=b)
