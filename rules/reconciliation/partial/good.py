import csv
from decimal import Decimal


def conciliar(archivo, pagos):
    for fila in csv.DictReader(archivo):
        pago = pagos.por_operacion(fila["operationNumber"])
        propio = (pago.monto, pago.moneda, pago.estado)
        if pago.monto != Decimal(fila["monto"]) or propio[1:] != (fila["moneda"], fila["estado"]):
            reportar(fila)
