import { NextRequest, NextResponse } from "next/server";
import { webhookIps } from "@/config";

export async function POST(request: NextRequest) {
  const ip = request.headers.get("x-real-ip") ?? "";
  const whitelist = new Set(webhookIps);
  if (!whitelist.has(ip)) { // pe-audit: expect
    return NextResponse.json({ error: "forbidden" }, { status: 403 });
  }
  return settle(await request.text());
}
