const express = require('express');
const { verificarFirma } = require('../middleware/verificar');
const { celebrate } = require('celebrate');

const router = express.Router();
// before: verificarFirma
// unresolved: celebrate
router.post('/pagoefectivo', express.json(), celebrate(schema), verificarFirma, async (req, res) => {
  await Pedido.pagar(req.body.data.cip);
  res.sendStatus(200);
});
module.exports = router;
