import csv


def conciliar(archivo, pagos):
    """Compare the gateway's file of settled payments with ours."""
    diferencias = []
    for fila in csv.DictReader(archivo):
        pago = pagos.get(fila["operationNumber"])
        monto = float(fila["monto"])  # pe-audit: expect
        if pago is None or pago.monto != monto:
            diferencias.append(fila)
    return diferencias
