import type { RequestHandler } from './$types';

// receives: POST at /webhooks/culqi
export const POST: RequestHandler = async ({ request }) => {
  const event = await request.json();
  await db.orders.setPaid(event.data.metadata.order_id);
  return new Response('ok');
};
