from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

LIMA = ZoneInfo("America/Lima")


def body(settings):
    date = datetime.now(LIMA).isoformat(timespec="seconds")
    text = ".".join((settings.id, settings.access_key, settings.secret_key)) + "." + date
    return {
        "accessKey": settings.access_key,
        "idService": settings.id,
        "dateRequest": date,
        "hashString": sha256(text.encode()).hexdigest(),
    }
