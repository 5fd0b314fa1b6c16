urlopen('https://services.pagoefectivo.pe/v1/cips', b, 10)
