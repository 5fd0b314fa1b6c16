const express = require("express");
const pool = require("../db");
const { firmaValida } = require("../pagoefectivo");

const router = express.Router();

router.post("/pagoefectivo/notificacion", express.raw({ type: "*/*" }), async (req, res) => {
  if (!firmaValida(req.body, req.headers["pe-signature"])) {
    return res.status(401).json({ error: "firma" });
  }
  const aviso = JSON.parse(req.body);
  if (aviso.eventType !== "cip.paid") {
    return res.status(200).json({ ignorado: true });
  }
  await pool.query("UPDATE pedidos SET estado = 'pagado' WHERE cip = $1", [aviso.data.cip]); // pe-audit: expect
  console.log("pagado", aviso.operationNumber);
});

module.exports = router;
