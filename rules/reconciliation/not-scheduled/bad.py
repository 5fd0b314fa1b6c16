import csv


def conciliar(ruta):  # pe-audit: expect
    """Compare the gateway's file of payments with ours."""
    with open(ruta, newline="") as archivo:
        for fila in csv.DictReader(archivo):
            comparar(fila, buscar_pago(fila["operationNumber"]))
