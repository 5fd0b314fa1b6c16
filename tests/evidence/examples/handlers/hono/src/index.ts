import { Hono } from 'hono';
const app = new Hono();

// receives: /kushki/webhook at /kushki/webhook
app.post('/kushki/webhook', async (c) => {
  const event = await c.req.json();
  await c.env.DB.prepare("UPDATE orders SET status = 'paid' WHERE ticket = ?").bind(event.ticketNumber).run();
  return c.text('ok');
});
