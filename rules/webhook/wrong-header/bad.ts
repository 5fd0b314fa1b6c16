import { createHmac, timingSafeEqual } from 'node:crypto';
import { NextRequest, NextResponse } from 'next/server';
import { markPaid } from '@/lib/orders';

function hmacOf(payload: string): string {
  return createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY!).update(payload).digest('hex');
}

// app/api/webhooks/pagoefectivo/route.ts
export async function POST(request: NextRequest) {
  const raw = await request.text();
  const received = request.headers.get('x-pe-signature') ?? '';  // pe-audit: expect
  const expected = hmacOf(raw);
  if (expected.length !== received.length || !timingSafeEqual(Buffer.from(expected), Buffer.from(received))) {
    return NextResponse.json({ error: 'invalid signature' }, { status: 401 });
  }
  await markPaid(JSON.parse(raw));
  return NextResponse.json({ received: true });
}
