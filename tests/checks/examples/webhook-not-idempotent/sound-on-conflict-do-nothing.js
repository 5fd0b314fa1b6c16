const { pool } = require('./pool');
const { sendReceipt } = require('./mail');

exports.ipn = async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query(
      'INSERT INTO payment_events (operation_number) VALUES ($1) ON CONFLICT (operation_number) DO NOTHING RETURNING id',
      [req.body.operationNumber],
    );
    if (rows.length > 0) {
      await client.query("UPDATE orders SET status = 'paid' WHERE cip = $1", [req.body.data.cip]);
      await client.query('INSERT INTO ledger (cip, amount) VALUES ($1, $2)', [req.body.data.cip, req.body.data.amount]);
      await sendReceipt(req.body.data.cip);
    }
    await client.query('COMMIT');
    res.sendStatus(200);
  } catch (error) {
    await client.query('ROLLBACK');
    res.sendStatus(500);
  } finally {
    client.release();
  }
};
