// receives: index.ts
Deno.serve(async (request) => {
  const aviso = await request.json();
  await db.from('pagos').update({ estado: 'pagado' }).eq('id', aviso.data.id);
  return new Response(null, { status: 200 });
});
