import csv


def conciliar(ruta, pagos):
    with open(ruta, newline="") as archivo:
        for fila in csv.DictReader(archivo):
            lote = fila["lote"]  # pe-audit: expect
            pagos.conciliado(fila["operationNumber"])
