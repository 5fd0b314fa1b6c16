def cerrar(caja):
  t = caja.pago_efectivo
  requests.post(ERP, json=t, headers={'Authorization': K})
