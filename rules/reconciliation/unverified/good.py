import subprocess
import zipfile
from pathlib import Path

CARPETA = Path("/var/spool/conciliacion")


def conciliar(fecha):
    """One signed archive of payments a day."""
    archivo = CARPETA / f"pagos_{fecha:%Y%m%d}.zip"
    subprocess.run(["gpg", "--verify", f"{archivo}.asc", str(archivo)], check=True)
    with zipfile.ZipFile(archivo) as paquete:
        comparar(paquete.read("operaciones.csv"))
