import socket
socket.setdefaulttimeout(10)
urlopen('https://services.pagoefectivo.pe/v1/cips', b)
