import { Router } from 'express';
import { PaymentController } from '../controllers/PaymentController';

const controller = new PaymentController(orders);
const router = Router();
router.post('/payments/notifications', controller.receive);
export default router;
