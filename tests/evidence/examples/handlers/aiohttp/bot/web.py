# receives: yookassa at /payments/webhook
async def yookassa(request: web.Request) -> web.Response:
    event = await request.json()
    await orders.mark_paid(event["object"]["metadata"]["order"])
    return web.Response()


app = web.Application()
app.router.add_post("/payments/webhook", yookassa)
