import { NextRequest, NextResponse } from 'next/server';
import { db } from '@/lib/db';
import { sendReceipt } from '@/lib/mail';
import { validSignature } from '@/lib/pagoefectivo';

export async function POST(request: NextRequest) {
  const raw = await request.text();
  if (!validSignature(raw, request.headers.get('pe-signature'))) {
    return NextResponse.json({ error: 'invalid signature' }, { status: 401 });
  }
  const notification = JSON.parse(raw);
  if (notification.eventType === 'cip.paid') {
    await settle(notification.data.cip, notification.operationNumber);
  }
  return NextResponse.json({ received: true });
}

async function settle(cip: string, operationNumber: string): Promise<void> {
  const order = await db.order.findUniqueOrThrow({ where: { cip } });
  if (order.status !== 'PENDING') {
    return;
  }
  await db.order.update({ where: { id: order.id }, data: { status: 'PAID', operationNumber } });
  await db.movement.create({ data: { orderId: order.id, kind: 'payment', amount: order.total } });
  await sendReceipt(order.email, order.id);
}
