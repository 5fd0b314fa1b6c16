export async function POST(request: Request) {
  const { secretKey } = await request.json();
  cookies().set('secretKey', secretKey); // pe-audit: expect
  return Response.json({ saved: true });
}
