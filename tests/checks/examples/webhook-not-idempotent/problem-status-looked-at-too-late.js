const router = require('express').Router();
const { Pedido, Movimiento } = require('../models');

router.post('/notificaciones/pago', async (req, res) => {
  const { operationNumber, data } = req.body;
  const pedido = await Pedido.findOne({ cip: data.cip });
  if (!pedido) return res.status(404).end();
  await Movimiento.create({ pedido: pedido._id, operacion: operationNumber, monto: data.amount });
  if (pedido.estado === 'pagado') {
    return res.status(200).send('ya estaba pagado');
  }
  pedido.estado = 'pagado';
  await pedido.save();
  res.status(200).send('ok');
});

module.exports = router;
