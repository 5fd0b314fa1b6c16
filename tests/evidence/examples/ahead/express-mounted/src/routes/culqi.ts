import { Router } from 'express';

const router = Router();
// before: verifyNotification
router.post('/webhook', async (req, res) => {
  await orders.paid(req.body.data.id);
  res.sendStatus(200);
});
export default router;
