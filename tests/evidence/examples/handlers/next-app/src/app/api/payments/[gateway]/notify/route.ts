import { NextRequest, NextResponse } from 'next/server';

export async function GET() {
  return NextResponse.json({ status: 'ok' });
}

// receives: POST at /api/payments/[gateway]/notify
export async function POST(request: NextRequest) {
  const notice = await request.json();
  await prisma.order.update({ where: { cip: notice.data.cip }, data: { status: 'PAID' } });
  return NextResponse.json({ ok: true });
}
