import tarfile
from pathlib import Path

from pagos.sftp import descargar

DESTINO = Path("/var/spool/conciliacion")
MAX_BYTES = 50_000_000
MAX_ENTRADAS = 100


def conciliar_lote(fecha):
    """Settlement files of PagoEfectivo, one archive a day."""
    paquete = descargar(f"conciliacion_{fecha:%Y%m%d}.tar.gz", DESTINO)
    with tarfile.open(paquete) as archivo:
        entradas = archivo.getmembers()
        if len(entradas) > MAX_ENTRADAS or sum(entrada.size for entrada in entradas) > MAX_BYTES:
            raise ValueError("archivo de conciliación demasiado grande")
        archivo.extractall(DESTINO, filter="data")
    for csv in DESTINO.glob("*.csv"):
        procesar_pagos(csv)
