def f
  n = 0
  begin
    HTTP.post('https://services.pagoefectivo.pe/v1/cips')
  rescue E
    n += 1
    sleep 2**n
    retry if n < 3
    raise
  end
end
