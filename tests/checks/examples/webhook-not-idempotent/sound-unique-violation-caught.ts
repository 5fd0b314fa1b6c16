import { Router } from 'express';
import { Prisma } from '@prisma/client';
import { db } from '../db';
import { queueShipment } from '../shipments';

export const webhooks = Router();

webhooks.post('/culqi', async (req, res) => {
  const event = req.body;
  try {
    await db.webhookEvent.create({ data: { eventId: event.id, type: event.type } });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      return res.sendStatus(200);
    }
    throw error;
  }
  if (event.type === 'order.status.changed') {
    await db.order.update({ where: { culqiId: event.data.id }, data: { status: 'PAID' } });
    await queueShipment(event.data.id);
  }
  return res.sendStatus(200);
});
