import { createHmac, timingSafeEqual } from 'node:crypto';
import { NextRequest, NextResponse } from 'next/server';
import { fulfil } from '@/lib/orders';

function sign(payload: string): string {
  return createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY!).update(payload).digest('hex');
}

// app/api/pagoefectivo/notify/route.ts
export async function POST(request: NextRequest) {
  const raw = await request.text();
  const received = request.headers.get('pe-signature') ?? '';
  const expected = sign(raw);
  if (expected.length !== received.length || !timingSafeEqual(Buffer.from(expected), Buffer.from(received))) {
    return NextResponse.json({ error: 'invalid signature' }, { status: 401 });
  }
  await fulfil(JSON.parse(raw));
  return NextResponse.json({ received: true });
}
