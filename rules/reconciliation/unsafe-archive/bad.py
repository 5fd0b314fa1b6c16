import tarfile
from pathlib import Path

from pagos.sftp import descargar

DESTINO = Path("/var/spool/conciliacion")


def conciliar_lote(fecha):
    """Settlement files of PagoEfectivo, one archive a day."""
    paquete = descargar(f"conciliacion_{fecha:%Y%m%d}.tar.gz", DESTINO)
    with tarfile.open(paquete) as archivo:
        archivo.extractall(DESTINO)  # pe-audit: expect
    for csv in DESTINO.glob("*.csv"):
        procesar_pagos(csv)
