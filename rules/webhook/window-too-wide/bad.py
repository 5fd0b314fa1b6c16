"""FastAPI: a window of ten minutes."""

import hashlib
import hmac
import os
from datetime import datetime, timedelta, timezone

from fastapi import APIRouter, HTTPException, Request

router = APIRouter()
VENTANA = timedelta(minutes=10)


@router.post("/webhooks/pagoefectivo")
async def notificacion(request: Request):
    cuerpo = await request.body()
    fecha = request.headers["X-Date"]
    enviado = datetime.fromisoformat(fecha)
    if abs(datetime.now(timezone.utc) - enviado) > VENTANA:  # pe-audit: expect
        raise HTTPException(401)
    clave = os.environ["PAGOEFECTIVO_WEBHOOK_KEY"].encode()
    esperada = hmac.new(clave, fecha.encode() + b"." + cuerpo, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(esperada, request.headers["X-Signature"]):
        raise HTTPException(401)
    await registrar_pago(cuerpo)
    return {"ok": True}
