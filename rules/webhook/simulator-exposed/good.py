import hashlib
import hmac
import json
import os

import httpx
from fastapi import APIRouter, HTTPException

router = APIRouter(prefix="/pagos")


@router.post("/simular/{cip}")
async def simular_pago(cip: str, monto: float):
    if os.environ.get("APP_ENV") != "local":
        raise HTTPException(status_code=404)
    cuerpo = json.dumps({"eventType": "cip.paid", "operationNumber": "1", "data": {"cip": cip, "amount": monto}})
    clave = os.environ["PAGOEFECTIVO_SECRET_KEY"].encode()
    firma = hmac.new(clave, cuerpo.encode(), hashlib.sha256).hexdigest()
    async with httpx.AsyncClient(timeout=10) as cliente:
        respuesta = await cliente.post(
            os.environ["URL_AVISOS"], content=cuerpo, headers={"PE-Signature": firma}
        )
    return {"codigo": respuesta.status_code}
