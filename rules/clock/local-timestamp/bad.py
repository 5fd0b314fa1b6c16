from datetime import datetime


def request(settings, digest):
    date = datetime.now().isoformat()
    return {
        "accessKey": settings.access_key,
        "idService": settings.id_service,
        "dateRequest": date,  # pe-audit: expect
        "hashString": digest(settings, date),
    }
