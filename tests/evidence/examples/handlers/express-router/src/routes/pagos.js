const router = require('express').Router();
const { Pedido } = require('../models');

router.get('/pagos/:id', async (req, res) => res.json(await Pedido.findByPk(req.params.id)));

// receives: /webhook/pagoefectivo at /webhook/pagoefectivo
router.post('/webhook/pagoefectivo', async (req, res) => {
  const { data } = req.body;
  await Pedido.update({ estado: 'pagado' }, { where: { cip: data.cip } });
  res.sendStatus(200);
});

module.exports = router;
