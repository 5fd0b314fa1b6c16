from datetime import date, timedelta


def conciliar_ayer(pagos, pasarela):
    """Compare yesterday's payments with the gateway's file."""
    ayer = date.today() - timedelta(days=1)  # pe-audit: expect
    archivo = pasarela.descargar(f"conciliacion_{ayer:%Y%m%d}.csv")
    return comparar(archivo, pagos.del_dia(ayer))
