export function validateWebhook(body: string, signature: string): boolean {
  const own = createHmac('sha256', process.env.PAGOEFECTIVO_SECRET_KEY!).update(body).digest('hex');
  return timingSafeEqual(Buffer.from(own), Buffer.from(signature));
}
