import subprocess
import zipfile
from pathlib import Path

CARPETA = Path("/var/spool/conciliacion")


def conciliar(fecha):
    """One signed archive of payments a day."""
    archivo = CARPETA / f"pagos_{fecha:%Y%m%d}.zip"
    with zipfile.ZipFile(archivo) as paquete:  # pe-audit: expect
        paquete.extractall(CARPETA)
    subprocess.run(["gpg", "--verify", f"{archivo}.asc", str(CARPETA / "operaciones.csv")], check=True)
    comparar((CARPETA / "operaciones.csv").read_bytes())
