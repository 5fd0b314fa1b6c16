const router = require('express').Router();
const prisma = require('../prisma');
const { notifyWarehouse } = require('../warehouse');

router.post('/pagoefectivo/webhook', async (req, res, next) => {
  try {
    await prisma.$transaction(async (tx) => {
      await tx.processedNotification.create({ data: { operationNumber: req.body.operationNumber } });
      await tx.order.update({ where: { cip: req.body.data.cip }, data: { status: 'PAID' } });
    });
    await notifyWarehouse(req.body.data.cip);
    res.sendStatus(200);
  } catch (error) {
    next(error);
  }
});

module.exports = router;
