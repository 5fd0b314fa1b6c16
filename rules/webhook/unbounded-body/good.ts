import type { NextApiRequest, NextApiResponse } from "next";
import getRawBody from "raw-body";

import { firmaValida, registrarPago } from "../../../lib/pagoefectivo";

export const config = { api: { bodyParser: false } };

export default async function webhook(req: NextApiRequest, res: NextApiResponse) {
  const cuerpo = await getRawBody(req, { limit: "64kb" });
  if (!firmaValida(cuerpo, req.headers["pe-signature"])) {
    return res.status(401).end();
  }
  await registrarPago(JSON.parse(cuerpo.toString()));
  return res.status(200).end();
}
