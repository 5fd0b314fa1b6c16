export async function POST(request: Request) {
  const { secretKey } = await request.json();
  await vault.write('pagoefectivo', { secretKey });
  cookies().set('session', crypto.randomUUID(), { httpOnly: true });
  return Response.json({ saved: true });
}
