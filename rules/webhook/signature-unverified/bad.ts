// Next.js: whatever is posted here is believed.
import { NextResponse } from 'next/server';
import { prisma } from '@/lib/prisma';

interface Notice {
  eventType: string;
  operationNumber: string;
  data: { cip: string; currency: string; amount: number };
}

export async function POST(request: Request) { // pe-audit: expect
  const notice: Notice = await request.json();

  if (notice.eventType === 'cip.paid') {
    await prisma.order.update({
      where: { cip: notice.data.cip },
      data: { status: 'PAID', operationNumber: notice.operationNumber },
    });
  }
  return NextResponse.json({ received: true });
}
