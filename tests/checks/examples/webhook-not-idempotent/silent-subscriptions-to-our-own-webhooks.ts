import { Router } from 'express';
import { db } from '../db';

const EVENTS = ['order.paid', 'payment.succeeded', 'payment.failed'];
export const router = Router();

router.post('/webhooks', async (req, res) => {
  const { url, events } = req.body;
  const hook = await db.webhook.create({ data: { url, events: events ?? EVENTS, createdBy: req.user.id } });
  await db.auditLog.create({ data: { action: 'webhook.created', subject: hook.id } });
  res.status(201).json(hook);
});
