import { serve } from 'https://deno.land/std/http/server.ts';

// receives: /pagoefectivo-webhook at /pagoefectivo-webhook
serve(async (req) => {
  const { eventType, operationNumber, data } = await req.json();
  await supabase.from('orders').update({ status: 'paid', operation: operationNumber }).eq('cip', data.cip);
  return new Response('ok');
});
