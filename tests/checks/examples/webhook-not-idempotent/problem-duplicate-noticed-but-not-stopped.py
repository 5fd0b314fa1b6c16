import logging

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session

from .db import get_db
from .mail import enqueue_receipt
from .models import Invoice, Receipt

router = APIRouter(prefix="/webhooks")
log = logging.getLogger(__name__)


@router.post("/pagoefectivo")
async def pagoefectivo_webhook(request: Request, db: Session = Depends(get_db)):
    payload = await request.json()
    invoice = db.query(Invoice).filter(Invoice.cip == payload["data"]["cip"]).one()
    if invoice.status == "paid":
        log.info("invoice %s was paid before", invoice.id)
    invoice.status = "paid"
    db.add(Receipt(invoice_id=invoice.id, amount=payload["data"]["amount"]))
    db.commit()
    enqueue_receipt(invoice.id)
    return {"code": "100"}
