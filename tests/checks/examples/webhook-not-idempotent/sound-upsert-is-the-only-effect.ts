import { NextResponse } from 'next/server';
import { prisma } from '@/lib/prisma';

export async function POST(request: Request) {
  const notification = await request.json();
  if (notification.eventType !== 'cip.paid') return NextResponse.json({});
  await prisma.payment.upsert({
    where: { operationNumber: notification.operationNumber },
    create: { operationNumber: notification.operationNumber, cip: notification.data.cip, status: 'PAID' },
    update: { status: 'PAID' },
  });
  return NextResponse.json({});
}
