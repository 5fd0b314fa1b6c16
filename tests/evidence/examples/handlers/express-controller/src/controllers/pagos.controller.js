const Pedido = require('../models/pedido');

// receives: recibir at /culqi/webhook
exports.recibir = async (req, res) => {
  await Pedido.updateOne({ cargo: req.body.data.id }, { estado: 'pagado' });
  res.json({ recibido: true });
};

exports.listar = async (req, res) => {
  res.json(await Pedido.find({ cliente: req.query.cliente }));
};
