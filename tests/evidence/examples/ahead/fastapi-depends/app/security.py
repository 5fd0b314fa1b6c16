async def verify_signature(request: Request):
    if not genuine(await request.body(), request.headers.get("PE-Signature")):
        raise HTTPException(401)


async def only_from_gateway(request: Request):
    if request.client.host not in GATEWAY:
        raise HTTPException(403)
