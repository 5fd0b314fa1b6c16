from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

LIMA = ZoneInfo("America/Lima")


def body(settings):
    text = ".".join((settings.id, settings.access_key, settings.secret_key)) + "." + datetime.now(LIMA).isoformat()
    return {
        "accessKey": settings.access_key,
        "idService": settings.id,
        "dateRequest": datetime.now(LIMA).isoformat(),  # pe-audit: expect
        "hashString": sha256(text.encode()).hexdigest(),
    }
