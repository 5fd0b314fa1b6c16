const router = require('express').Router();

router.post('/izipay/retorno', (req, res) => {
  res.render('gracias', { pedido: req.body['vads_order_id'], estado: req.body['vads_trans_status'] });
});
