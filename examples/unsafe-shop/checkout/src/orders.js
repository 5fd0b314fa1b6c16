import { pool } from './db.js';

/** Settles an order for an operation exactly once: the operation number is unique in the table. */
export async function settleOnce(operationNumber, data) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const claimed = await client.query(
      'INSERT INTO operations (number, cip) VALUES ($1, $2) ON CONFLICT (number) DO NOTHING',
      [operationNumber, data.cip],
    );
    if (claimed.rowCount === 1) {
      await client.query(
        "UPDATE orders SET status = 'paid' WHERE cip = $1 AND total = $2 AND currency = $3",
        [data.cip, data.amount, data.currency],
      );
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
