import hashlib
import hmac
import os

from fastapi import APIRouter, HTTPException, Request

from tienda.pagos import registrar_pago

router = APIRouter()


@router.post("/webhooks/pagoefectivo")
async def pagoefectivo(request: Request):
    cuerpo = await request.body() # pe-audit: expect
    clave = os.environ["PAGOEFECTIVO_SECRET_KEY"].encode()
    firma = hmac.new(clave, cuerpo, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.headers.get("PE-Signature", "")):
        raise HTTPException(401)
    await registrar_pago(cuerpo)
    return {"ok": True}
