import csv
from decimal import Decimal


def conciliar(archivo, pagos):
    """Compare the gateway's file of settled payments with ours."""
    diferencias = []
    for fila in csv.DictReader(archivo):
        pago = pagos.get(fila["operationNumber"])
        monto = Decimal(fila["monto"])
        if pago is None or pago.monto != monto:
            diferencias.append(fila)
    return diferencias
