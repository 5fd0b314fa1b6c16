import csv

from celery.schedules import crontab

from tienda.celery import app

app.conf.beat_schedule = {
    "conciliacion": {"task": "pagos.conciliar", "schedule": crontab(hour=6, minute=0)},
}


@app.task(name="pagos.conciliar")
def conciliar(ruta):
    """Compare the gateway's file of payments with ours."""
    with open(ruta, newline="") as archivo:
        for fila in csv.DictReader(archivo):
            comparar(fila, buscar_pago(fila["operationNumber"]))
