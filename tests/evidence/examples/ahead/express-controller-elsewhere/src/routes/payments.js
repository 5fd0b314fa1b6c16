const router = require('express').Router();
const payments = require('../controllers/payments.controller');
const signature = require('../middleware/signature');

router.use(signature);
router.post('/pagoefectivo/webhook', payments.receive);
module.exports = router;
