const express = require('express');
const pagos = require('../controllers/pagos.controller');

const router = express.Router();
router.get('/pedidos', pagos.listar);
router.post('/culqi/webhook', pagos.recibir);

module.exports = router;
