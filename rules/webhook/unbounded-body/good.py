import hashlib
import hmac
import os

from fastapi import APIRouter, HTTPException, Request

from tienda.pagos import registrar_pago

router = APIRouter()
MAXIMO = 64 * 1024


@router.post("/webhooks/pagoefectivo")
async def pagoefectivo(request: Request):
    if int(request.headers.get("Content-Length", MAXIMO + 1)) > MAXIMO:
        raise HTTPException(413)
    cuerpo = await request.body()
    clave = os.environ["PAGOEFECTIVO_SECRET_KEY"].encode()
    firma = hmac.new(clave, cuerpo, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(firma, request.headers.get("PE-Signature", "")):
        raise HTTPException(401)
    await registrar_pago(cuerpo)
    return {"ok": True}
