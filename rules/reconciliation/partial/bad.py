import csv
from decimal import Decimal


def conciliar(archivo, pagos):
    for fila in csv.DictReader(archivo):
        pago = pagos.por_operacion(fila["operationNumber"])
        if pago.monto != Decimal(fila["monto"]):  # pe-audit: expect
            reportar(fila)
