// before: signature
exports.receive = async (req, res) => {
  await Order.settle(req.body.data.cip);
  res.sendStatus(200);
};
