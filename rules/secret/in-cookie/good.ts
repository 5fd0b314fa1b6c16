export async function POST(request: Request) {
  const { secretKey } = await request.json();
  await vault.write('pagoefectivo', { secretKey });
  cookies().set('secretKeySaved', '1', { maxAge: 60 });
  return Response.json({ saved: true });
}
