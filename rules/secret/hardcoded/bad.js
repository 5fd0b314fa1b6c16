const crypto = require('crypto');
const mysql = require('mysql2/promise');

const pool = mysql.createPool({
  host: 'db.tienda-andina.pe',
  user: 'pagos',
  password: 'Huascaran6768', // pe-audit: expect
});

const webhookSecret = 'avisos-tienda-andina-2025'; // pe-audit: expect

function signatureOf(body) {
  return crypto.createHmac('sha256', 'avisos-tienda-andina-2024').update(body).digest('hex'); // pe-audit: expect
}

module.exports = { pool, webhookSecret, signatureOf };
