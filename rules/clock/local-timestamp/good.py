from datetime import datetime
from zoneinfo import ZoneInfo


def request(settings, digest):
    date = datetime.now(ZoneInfo("America/Lima")).isoformat(timespec="seconds")
    return {
        "accessKey": settings.access_key,
        "idService": settings.id_service,
        "dateRequest": date,
        "hashString": digest(settings, date),
    }
