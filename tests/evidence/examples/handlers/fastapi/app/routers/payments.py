router = APIRouter(prefix="/payments")


@router.get("/{payment_id}")
async def read(payment_id: int):
    return await payments.find(payment_id)


# receives: notify at /payments/kushki/notify
@router.post("/kushki/notify", status_code=200)
async def notify(notice: KushkiNotice, session: Session = Depends(get_session)):
    order = session.get(Order, notice.metadata["order"])
    order.status = "paid"
    session.commit()
