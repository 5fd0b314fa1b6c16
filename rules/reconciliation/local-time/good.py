from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LIMA = ZoneInfo("America/Lima")


def conciliar_ayer(pagos, pasarela):
    """Compare yesterday's payments with the gateway's file."""
    ayer = datetime.now(LIMA).date() - timedelta(days=1)
    archivo = pasarela.descargar(f"conciliacion_{ayer:%Y%m%d}.csv")
    return comparar(archivo, pagos.del_dia(ayer))
