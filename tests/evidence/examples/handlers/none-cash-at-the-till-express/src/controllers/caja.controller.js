exports.registrarPagoEfectivo = async (req, res) => {
  const { pedidoId, recibido } = req.body;
  await Pedido.update({ pago_efectivo: recibido, estado: 'pagado' }, { where: { id: pedidoId } });
  res.json({ ok: true });
};
