import { after, NextResponse } from "next/server";

import { db } from "@/lib/db";
import { verifySignature } from "@/lib/pagoefectivo";

export async function POST(request: Request) {
  const body = await request.text();
  if (!verifySignature(body, request.headers.get("PE-Signature"))) {
    return NextResponse.json({}, { status: 401 });
  }
  const { data } = JSON.parse(body);
  await db.order.updateMany({ where: { cip: data.cip, status: "PENDING" }, data: { status: "PAID" } });

  after(() => fetch(process.env.WAREHOUSE_URL!, { method: "POST", body: JSON.stringify({ cip: data.cip }) }));
  return NextResponse.json({ received: true });
}
