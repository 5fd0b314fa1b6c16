import type { NextApiRequest, NextApiResponse } from 'next';

export const config = { api: { bodyParser: false } };

// receives: handler at /api/webhooks/stripe
export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const event = stripe.webhooks.constructEvent(await buffer(req), req.headers['stripe-signature'], secret);
  if (event.type === 'checkout.session.completed') await fulfill(event.data.object);
  res.json({ received: true });
}
