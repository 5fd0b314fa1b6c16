import { NextRequest, NextResponse } from "next/server";

import { prisma } from "@/lib/prisma";
import { isSigned } from "@/lib/pagoefectivo";

export async function POST(request: NextRequest) {
  const body = await request.text();
  if (!isSigned(body, request.headers.get("pe-signature"))) {
    return NextResponse.json({ error: "firma" }, { status: 401 });
  }

  const aviso = JSON.parse(body);
  const pedido = await prisma.pedido.findUnique({ where: { cip: aviso.data.cip } });
  if (!pedido) {
    console.warn("CIP desconocido", aviso.data.cip);
    return NextResponse.json({ error: "CIP desconocido" }, { status: 404 });
  }

  await prisma.pedido.updateMany({
    where: { id: pedido.id, estado: "PENDIENTE" },
    data: { estado: "PAGADO" },
  });
  return NextResponse.json({ recibido: true });
}
