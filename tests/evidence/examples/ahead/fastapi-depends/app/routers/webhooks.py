from app.security import only_from_gateway, verify_signature

router = APIRouter(prefix="/webhooks", dependencies=[Depends(only_from_gateway)])


# before: only_from_gateway, verify_signature
@router.post("/pagoefectivo", dependencies=[Depends(verify_signature)])
async def pagoefectivo(notice: Notice):
    await orders.settle(notice.data.cip)
