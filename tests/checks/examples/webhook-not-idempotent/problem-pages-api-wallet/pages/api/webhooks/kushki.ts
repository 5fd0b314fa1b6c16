import type { NextApiRequest, NextApiResponse } from 'next';
import { prisma } from '../../../lib/prisma';

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  if (req.method !== 'POST') return res.status(405).end();
  const { ticketNumber, approvedAmount, transactionStatus } = req.body;
  if (transactionStatus !== 'APPROVAL') return res.status(200).end();

  const topUp = await prisma.topUp.findUnique({ where: { ticketNumber } });
  if (!topUp) return res.status(404).end();

  await prisma.wallet.update({
    where: { userId: topUp.userId },
    data: { balance: { increment: Number(approvedAmount) } },
  });
  return res.status(200).json({ ok: true });
}
