from fastapi import APIRouter, Request

from .store import orders, stock, outbox

router = APIRouter()


@router.post("/pagos/notificacion")
async def notificacion(request: Request):
    aviso = await request.json()
    pedido = await orders.find_one({"cip": aviso["data"]["cip"]})
    if pedido and pedido["estado"] == "pendiente":
        await orders.update_one({"_id": pedido["_id"]}, {"$set": {"estado": "pagado"}})
        await stock.update_one({"sku": pedido["sku"]}, {"$inc": {"unidades": -pedido["cantidad"]}})
        await outbox.insert_one({"tipo": "pago", "pedido": pedido["_id"]})
    return {"code": "100"}
