// Next.js: the raw text is verified first, and only then parsed.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { NextResponse } from 'next/server';
import { prisma } from '@/lib/prisma';

interface Notice {
  eventType: string;
  operationNumber: string;
  data: { cip: string; currency: string; amount: number };
}

function verifySignature(body: string, signature: string | null): boolean {
  const expected = createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY!).update(body).digest();
  const given = Buffer.from(signature ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export async function POST(request: Request) {
  const body = await request.text();
  if (!verifySignature(body, request.headers.get('pe-signature'))) {
    return NextResponse.json({ error: 'bad signature' }, { status: 401 });
  }

  const notice: Notice = JSON.parse(body);
  if (notice.eventType === 'cip.paid') {
    await prisma.order.update({
      where: { cip: notice.data.cip },
      data: { status: 'PAID', operationNumber: notice.operationNumber },
    });
  }
  return NextResponse.json({ received: true });
}
