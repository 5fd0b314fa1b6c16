from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo


def authorization(settings):
    date = datetime.now(ZoneInfo("America/Lima")).strftime("%Y-%m-%dT%H:%M:%S-05:00")
    text = f"{settings.id_service}.{settings.access_key}.{settings.secret_key}.{date}"
    return {
        "accessKey": settings.access_key,
        "idService": settings.id_service,
        "dateRequest": date,
        "hashString": sha256(text.encode()).hexdigest(),
    }
