await asyncio.wait_for(requests.get('https://services.pagoefectivo.pe/v1/cips'), 10)
