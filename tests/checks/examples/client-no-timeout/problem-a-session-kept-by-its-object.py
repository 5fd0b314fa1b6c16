import requests
class A:
  def __init__(self):
    self.http = requests.Session()
  def f(self):
    self.http.post('https://services.pagoefectivo.pe/v1/cips')
